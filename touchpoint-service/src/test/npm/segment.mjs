// Sends one of each message with Segment's library for Node: node segment.mjs HOST WRITE_KEY
import { Analytics } from '@segment/analytics-node'

const [host, writeKey] = process.argv.slice(2)
const analytics = new Analytics({ host, writeKey, flushAt: 4, maxRetries: 3 })
let failed = false
analytics.on('error', (error) => {
  failed = true
  console.error(error.code)
})
const context = { page: { url: 'https://acme.com/pricing', referrer: 'https://google.com/' }, userAgent: process.env.BROWSER }
analytics.page({ anonymousId: 'segment-1', properties: { url: 'https://acme.com/pricing' }, context, messageId: 'segment-page' })
analytics.identify({ anonymousId: 'segment-1', userId: 'u1', traits: { email: 'jane@example.com' }, messageId: 'segment-identify' })
analytics.track({
  anonymousId: 'segment-1',
  event: 'Form Submitted',
  properties: { email: 'jane@example.com', formName: 'demo' },
  context,
  messageId: 'segment-form'
})
analytics.track({ anonymousId: 'segment-1', event: 'Clicked', messageId: 'segment-click' })
analytics.group({ userId: 'u1', groupId: 'g1' })
await analytics.closeAndFlush({ timeout: 30000 })
process.exitCode = failed ? 1 : 0
