// Sends messages with RudderStack's library for Node, packed by gzip as it does: node rudder.mjs HOST WRITE_KEY
import { createRequire } from 'node:module'

const RudderAnalytics = createRequire(import.meta.url)('@rudderstack/rudder-sdk-node')
const [host, writeKey] = process.argv.slice(2)
const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: host, flushAt: 20, gzip: true })
analytics.page({
  anonymousId: 'rudder-1',
  name: 'pricing',
  properties: { url: 'https://acme.com/pricing' },
  messageId: 'rudder-page'
})
analytics.identify({ anonymousId: 'rudder-1', userId: 'u2', traits: { email: 'john@example.com' }, messageId: 'rudder-identify' })
analytics.flush((error) => {
  if (error) {
    console.error(error.message)
  }
  process.exit(error ? 1 : 0)
})
