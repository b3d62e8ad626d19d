import { statementSchemas } from '@paraph/core/model';
import { mediaTypes } from '@paraph/core/wire';
import { Hono } from 'hono';
import { describeRoute, generateSpecs, resolver } from 'hono-openapi';
import { certificateBody, dossierBody, permitsBody, planBody, recordsBody, ticketBody } from './bodies.js';
import { json } from './respond.js';
import type { Route } from './route.js';

/** The reference of this endpoint, OpenAPI 3.1, made from the table of routes and the schemas that requests are held against. */
export const openapi: Route = {
  ...{ method: 'get', path: 'openapi.json', access: 'public', scope: 'none', answers: mediaTypes.json },
  summary: 'This reference, OpenAPI 3.1',
  handle: async ({ endpoint }) => {
    const { routes } = await import('./table.js');
    return json(await openApiDocument(routes, { server: endpoint.url }));
  },
};

const bodies: Readonly<Record<string, Parameters<typeof resolver>[0]>> = {
  plan: planBody,
  permits: permitsBody,
  records: recordsBody,
  tickets: ticketBody,
  'enrolments/:enrolment/certificate': certificateBody,
  'enrolments/:enrolment/dossier': dossierBody,
};

/** One act: JWS JSON general serialisation (RFC 7515 §7.2.1). Its payload holds one of `components.schemas`. */
const actSchema = {
  type: 'object',
  properties: {
    payload: { type: 'string', description: 'base64url of the statement’s bytes' },
    signatures: {
      type: 'array',
      items: {
        type: 'object',
        properties: { protected: { type: 'string' }, signature: { type: 'string' } },
        required: ['protected', 'signature'],
        additionalProperties: false,
      },
      minItems: 1,
      maxItems: 1,
    },
  },
  required: ['payload', 'signatures'],
  additionalProperties: false,
};

/** The OpenAPI document of a table of routes; the statements that acts hold stand under `components.schemas`. */
export async function openApiDocument(
  routes: readonly Route[],
  { server }: { readonly server: string },
): Promise<object> {
  const app = new Hono();
  // What follows `tile/` has slashes of its own; OpenAPI has no word for that, and a name serves readers best.
  for (const route of routes)
    app.on(route.method, `/${route.path.replace('*', ':path')}`, describeRoute(specOf(route)), (context) =>
      context.body(null),
    );
  const document = await generateSpecs(app, {
    // `did.json` is no file that lies about.
    excludeStaticFile: false,
    documentation: {
      openapi: '3.1.0',
      info: { title: 'Paraph', version: '1', description: 'Signed records of attendance, surveys and certificates.' },
      servers: [{ url: server }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          permit: { type: 'apiKey', in: 'header', name: 'Paraph-Permit' },
        },
        schemas: await statementSchemasAsJson(),
      },
    },
  });
  return document;
}

function specOf({ access, summary, answers, path, method, body }: Route): Parameters<typeof describeRoute>[0] {
  const schema = method === 'post' ? bodies[path] : undefined;
  const problems = {
    description: 'A problem document (RFC 9457) with a stable code',
    content: { [mediaTypes.problem]: {} },
  };
  return {
    summary,
    security:
      access === 'public' ? [] : access === 'permit' ? [{ permit: [] }, { token: [] }] : [{ token: [...access] }],
    ...(body && schema
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              body.accepts.map((type) => [
                type,
                { schema: type === mediaTypes.record ? actSchema : (resolver(schema) as unknown as object) },
              ]),
            ),
          },
        }
      : {}),
    responses: { 200: { description: 'Done', content: { [answers]: {} } }, default: problems },
  } as Parameters<typeof describeRoute>[0];
}

async function statementSchemasAsJson(): Promise<Record<string, object>> {
  const entries = Object.entries(statementSchemas).map(
    async ([kind, schema]) =>
      [kind, await resolver(schema, { errorMode: 'ignore' }).toJSONSchema({ errorMode: 'ignore' })] as [string, object],
  );
  return Object.fromEntries(await Promise.all(entries));
}
