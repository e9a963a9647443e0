package dev.touchstone.touchpoint.collect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.collect.EventLog;
import java.util.List;

/** Writes the JSON of answers. */
public final class HttpMessages {
    private static final int MAX_ID = 64;

    private HttpMessages() {}

    /**
     * An event that was refused.
     *
     * @param id as it was sent, of any length
     * @param violations what is wrong with it, at least one
     */
    public record RefusedEvent(String id, FieldViolations violations) {
        /** The reason that is counted. */
        public String reason() {
            return violations.list().get(0).getReason();
        }
    }

    /** What became of a batch. */
    public static String batch(EventLog.Appended appended, List<RefusedEvent> refused) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("accepted", appended.accepted());
        answer.put("duplicate", appended.duplicates());
        ArrayNode list = answer.putArray("refused");
        for (RefusedEvent event : refused) {
            ObjectNode one = list.addObject();
            one.put("id", event.id().substring(0, Math.min(MAX_ID, event.id().length())));
            ArrayNode violations = one.putArray("violations");
            event.violations().list().forEach(violation -> violations.add(violation(violation)));
        }
        return answer.toString();
    }

    /** A request that was refused whole. */
    public static String error(String reason, String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error").put("reason", reason).put("message", message);
        return answer.toString();
    }

    /**
     * The refusal of a body with wrong fields.
     *
     * @param violations at least one
     */
    public static HttpRefusal badFields(FieldViolations violations) {
        List<FieldViolation> list = violations.list();
        String more = list.size() == 1 ? "" : " (and " + (list.size() - 1) + " more)";
        return HttpRefusal.forEver(
                400,
                "INVALID_FIELDS",
                list.get(0).getField() + ": " + list.get(0).getDescription() + more);
    }

    private static ObjectNode violation(FieldViolation violation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("field", violation.getField())
                .put("reason", violation.getReason())
                .put("message", violation.getDescription());
    }
}
