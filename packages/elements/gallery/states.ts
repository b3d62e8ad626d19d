import { attendanceGallery } from './attendance-states.js';
import { certificateGallery } from './certificate-states.js';
import { commonGallery } from './common-states.js';
import { padGallery } from './pad-states.js';
import { programmeGallery } from './programme-states.js';
import { rosterGallery } from './roster-states.js';
import type { GalleryState } from './show-state.js';
import { surveyGallery } from './survey-states.js';
import { verifyGallery } from './verify-states.js';

/**
 * Every state of every element: from this one list come the pictures, the accessibility checks and the tests that no state is missing.
 */
export const gallery: readonly GalleryState[] = [
  ...padGallery,
  ...commonGallery('paraph-attendance'),
  ...attendanceGallery,
  ...commonGallery('paraph-survey'),
  ...surveyGallery,
  ...commonGallery('paraph-roster'),
  ...rosterGallery,
  ...commonGallery('paraph-programme'),
  ...programmeGallery,
  ...commonGallery('paraph-certificate'),
  ...certificateGallery,
  ...verifyGallery,
];
