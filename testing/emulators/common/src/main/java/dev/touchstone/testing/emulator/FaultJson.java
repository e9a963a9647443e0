package dev.touchstone.testing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Reads fault rules that another process plans. */
public final class FaultJson {
    private FaultJson() {}

    /**
     * A rule: {@code method}, {@code path}, {@code skip}, {@code every}, {@code times}, {@code forSeconds}, and {@code fault}.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    public static FaultRule rule(JsonNode json) {
        return new FaultRule(
                json.path("method").asText(),
                json.path("path").asText("*"),
                json.path("skip").asInt(0),
                json.path("every").asInt(1),
                json.path("times").asInt(Integer.MAX_VALUE),
                json.has("forSeconds")
                        ? Optional.of(Duration.ofSeconds(json.get("forSeconds").asLong()))
                        : Optional.empty(),
                fault(json.path("fault")));
    }

    /** A fault: {@code kind}, and what it needs. */
    public static Fault fault(JsonNode json) {
        String kind = json.path("kind").asText();
        return switch (kind) {
            case "code" ->
                new Fault.Code(json.path("code").asText(), json.path("message").asText());
            case "dropRequest" -> new Fault.DropRequest();
            case "dropAnswer" -> new Fault.DropAnswer();
            case "cutBody" -> new Fault.CutBody(json.path("bytes").asLong());
            case "corruptBody" -> new Fault.CorruptBody();
            case "html" -> new Fault.HtmlBody();
            case "status" -> new Fault.HttpStatus(json.path("status").asInt(500));
            case "noResult" -> new Fault.NoResult();
            case "slow" -> new Fault.Slow(Duration.ofMillis(json.path("millis").asLong()));
            case "stall" ->
                new Fault.Stall(Duration.ofMillis(json.path("millis").asLong()));
            default -> throw new IllegalArgumentException("there is no kind of fault \"" + kind + "\"");
        };
    }
}
