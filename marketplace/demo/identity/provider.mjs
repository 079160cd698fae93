// A provider of the demo and the tests: oidc-provider as Ansattporten, ID-porten and HelseID would
// answer, on loopback, for made-up people. `node provider.mjs CONFIGURATION STATE` serves until SIGTERM.

import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

import Provider, { interactionPolicy } from 'oidc-provider';

const [configurationFile, stateFile] = process.argv.slice(2);
const told = JSON.parse(readFileSync(configurationFile, 'utf-8'));
const people = new Map(told.people.map((person) => [person.id, person]));

const isAsked = (ctx, type) => (ctx.oidc.entities.AuthorizationCode?.rar ?? []).some((one) => one.type === type);

// What the person's claims are depends on which client asks, and the organisation on what was asked.
const claimsOf = (ctx, person) => {
  const claims = { ...(person.as[ctx.oidc.client.clientId]?.claims ?? {}) };
  if (claims.authorization_details) {
    claims.authorization_details = claims.authorization_details.filter((one) => isAsked(ctx, one.type));
  }
  return { sub: person.id, ...claims };
};

const grantEverything = async (ctx) => {
  const { oidc } = ctx;
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope(oidc.params.scope);
  await grant.save();
  return grant;
};

const alwaysAsk = () => {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  const isNew = (ctx) => (ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT);
  policy.get('login').checks.add(new Check('always', 'Choose a person every time', isNew));
  return policy;
};

const anything = { validate() {} };
const configuration = {
  clients: told.clients,
  jwks: told.jwks,
  clientAuthMethods: ['private_key_jwt'],
  conformIdTokenClaims: false,
  scopes: ['openid', ...told.scopes],
  claims: { openid: ['sub', 'acr', 'amr', 'auth_time', ...told.claims], profile: ['name', 'given_name', 'family_name', 'email'] },
  acrValues: told.acr_values,
  cookies: { keys: [randomBytes(32).toString('hex')], names: { session: '_op_session', interaction: '_op_interaction', resume: '_op_resume' } },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    // This library wants a resource for every authorization_details; Ansattporten does not.
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, _client, oneOf) => oneOf ?? (ctx.oidc.params.authorization_details ? 'urn:fkj:demo' : undefined),
      getResourceServerInfo: () => ({ scope: '' }),
    },
    richAuthorizationRequests: {
      enabled: true,
      ack: 'experimental-01',
      types: Object.fromEntries(told.rar_types.map((type) => [type, anything])),
      rarForAuthorizationCode: (ctx) => JSON.parse(ctx.oidc.params.authorization_details ?? '[]'),
      rarForCodeResponse: () => undefined,
      rarForRefreshTokenResponse: () => undefined,
      rarForIntrospectionResponse: () => undefined,
    },
  },
  interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => `/velg/${interaction.uid}` },
  findAccount: (ctx, id) => people.has(id) && { accountId: id, claims: () => claimsOf(ctx, people.get(id)) },
  loadExistingGrant: grantEverything,
  ttl: { AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600, AccessToken: 60 },
};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const button = (person) => `<li><button name="person" value="${escaped(person.id)}">${escaped(person.name)}</button> ${escaped(person.about)}</li>`;
const page = (client, listed) => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>Demo: hvem er du?</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}li{margin:.75rem 0}button{font:inherit;padding:.4rem .8rem}</style>
</head><body><main><h1>Demo: hvem er du?</h1>
<p>Dette er ikke ${escaped(client)}, men en oppdiktet innloggingstjeneste på denne maskinen, for oppdiktede personer.</p>
<form method="post"><ul>${listed.map(button).join('')}</ul>
<p><button name="person" value="">Avbryt</button></p></form></main></body></html>`;

const posted = async (request) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
};

const answerOf = (person, client) => {
  if (!person?.as[client]) return { error: 'access_denied', error_description: 'The person changed their mind' };
  const { acr, amr } = person.as[client];
  return { login: { accountId: person.id, acr, amr, remember: false }, consent: {} };
};

const choose = async (provider, request, response) => {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const person = people.get((await posted(request)).get('person'));
    return provider.interactionFinished(request, response, answerOf(person, params.client_id), { mergeWithLastSubmission: false });
  }
  const client = told.clients.find((one) => one.client_id === params.client_id);
  const listed = [...people.values()].filter((person) => person.as[params.client_id]);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  return response.end(page(client.client_name, listed));
};

const server = createServer();
server.once('listening', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  const serve = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/velg/')) return serve(request, response);
    return choose(provider, request, response).catch(() => response.writeHead(400).end('Start på nytt.'));
  });
  writeFileSync(`${stateFile}.${process.pid}`, JSON.stringify({ issuer, pid: process.pid }));
  renameSync(`${stateFile}.${process.pid}`, stateFile);
});
server.listen(told.port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));
