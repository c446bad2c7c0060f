// Asks the Runtime API for events and tells it the answers, as AWS's own client for Node does. That client is not used
// here: it has a native part that is compiled when it is installed. This one does less, which is to the peer's advantage.
import http from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, host, port, method, path: `/2018-06-01/runtime${path}` };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

// AWS's client ends with its process, too.
process.on('SIGTERM', () => process.exit(0));

const { handler } = await import('./handler.js');
for (;;) {
  const next = await call('GET', '/invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  try {
    await call('POST', `/invocation/${id}/response`, JSON.stringify(await handler(JSON.parse(next.body))));
  } catch (error) {
    const told = JSON.stringify({ errorType: error.name, errorMessage: error.message });
    await call('POST', `/invocation/${id}/error`, told);
  }
}
