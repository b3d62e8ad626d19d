/**
 * Defines every element. Importing this file is the only import of this package that does anything by itself.
 *
 * @module define
 */
export type * from './index.js';

import { defineElement } from './define-element.js';
import { ParaphAttendance } from './paraph-attendance.js';
import { ParaphCertificate } from './paraph-certificate.js';
import { ParaphPad } from './paraph-pad.js';
import { ParaphProgramme } from './paraph-programme.js';
import { ParaphProvider } from './paraph-provider.js';
import { ParaphRoster } from './paraph-roster.js';
import { ParaphSurvey } from './paraph-survey.js';
import { ParaphVerify } from './paraph-verify.js';

// The provider first: what is inside it asks for it when it is upgraded.
defineElement('paraph-provider', ParaphProvider);
defineElement('paraph-pad', ParaphPad);
defineElement('paraph-attendance', ParaphAttendance);
defineElement('paraph-survey', ParaphSurvey);
defineElement('paraph-roster', ParaphRoster);
defineElement('paraph-programme', ParaphProgramme);
defineElement('paraph-certificate', ParaphCertificate);
defineElement('paraph-verify', ParaphVerify);

declare global {
  interface HTMLElementTagNameMap {
    'paraph-provider': ParaphProvider;
    'paraph-pad': ParaphPad;
    'paraph-attendance': ParaphAttendance;
    'paraph-survey': ParaphSurvey;
    'paraph-roster': ParaphRoster;
    'paraph-programme': ParaphProgramme;
    'paraph-certificate': ParaphCertificate;
    'paraph-verify': ParaphVerify;
  }
}
