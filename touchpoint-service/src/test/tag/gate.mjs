// Stands in front of the service as the tag sees it: passes everything on, keeps what was taken, and can fail on demand.
import http from 'node:http';

export const startGate = async (service) => {
  const earlier = new Set();
  const gate = {
    /** Every event that the service has taken, once for each identity, in the order of taking. */
    taken: [],
    /** Every event that the service has refused. */
    refused: [],
    /** Statuses of all answers to batches. */
    statuses: [],
    /** Paths of all requests. */
    requests: [],
    /** Events that came more than once. */
    repeated: 0,
    /** Answers a batch in place of the service, if it gives a status; `down` breaks the connection. */
    fail: () => undefined,
    /** Host by which the pages of this scenario know the gate; pages of earlier ones, which send when they go, know another. */
    host: '',
    /** Begins anew; what visitors from before still send is passed on, but not kept. */
    reset() {
      gate.taken.forEach((event) => earlier.add(event.visitorId));
      Object.assign(gate, { taken: [], refused: [], statuses: [], requests: [], repeated: 0, fail: () => undefined });
    },
  };

  const keep = (text, answer) => {
    const { events, visitorId, consent } = JSON.parse(text);
    if (earlier.has(visitorId)) {
      return;
    }
    const refused = new Map(JSON.parse(answer).refused.map((refusal) => [refusal.id, refusal.violations]));
    for (const event of events) {
      const same = (other) => other.visitorId === visitorId && other.id === event.id && other.time === event.time;
      if (refused.has(event.id)) {
        gate.refused.push({ ...event, visitorId, violations: refused.get(event.id) });
      } else if (gate.taken.some(same)) {
        gate.repeated++;
      } else {
        gate.taken.push({ ...event, visitorId, consent });
      }
    }
  };

  const pass = (request, body) =>
    new Promise((resolve, reject) => {
      const passed = http.request(
        new URL(request.url, service),
        { method: request.method, headers: { ...request.headers, connection: 'close' } },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => resolve({ response, answer: Buffer.concat(chunks) }));
        },
      );
      passed.on('error', reject);
      passed.end(body);
    });

  const server = http.createServer((request, result) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      const scenario = gate.host;
      if (/^collect-/.test(request.headers.host) && !request.headers.host.startsWith(scenario)) {
        result.writeHead(503).end();
        return;
      }
      gate.requests.push(request.url);
      const isBatch = request.url === '/v1/events' && request.method === 'POST';
      const failure = isBatch ? gate.fail() : undefined;
      if (failure === 'down') {
        gate.statuses.push(failure);
        result.destroy();
      } else if (failure) {
        gate.statuses.push(failure);
        result.writeHead(failure, {
          'Access-Control-Allow-Origin': request.headers.origin ?? '*',
          'Access-Control-Expose-Headers': 'Retry-After',
          'Retry-After': '1',
        });
        result.end();
      } else {
        const { response, answer } = await pass(request, body);
        if (isBatch && gate.host === scenario) {
          gate.statuses.push(response.statusCode);
          if (response.statusCode === 200) {
            keep(body.toString(), answer.toString());
          }
        }
        result.writeHead(response.statusCode, response.headers);
        result.end(answer);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  gate.port = server.address().port;
  gate.close = () => server.close();
  return gate;
};
