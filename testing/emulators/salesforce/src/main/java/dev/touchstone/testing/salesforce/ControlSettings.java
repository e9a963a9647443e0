package dev.touchstone.testing.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.Automation.AfterSave;
import dev.touchstone.testing.salesforce.org.Automation.BeforeSave;
import dev.touchstone.testing.salesforce.org.Automation.ValidationRule;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import dev.touchstone.testing.salesforce.rest.RequestLimits;
import dev.touchstone.testing.salesforce.soql.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How the organisation behaves, as other processes set it. */
final class ControlSettings {
    private final SalesforceEmulator emulator;
    private final Organisation org;

    ControlSettings(SalesforceEmulator emulator) {
        this.emulator = emulator;
        org = emulator.org();
    }

    /** Sets what the body names; everything else stays. */
    Map<String, Object> set(JsonNode body) {
        body.path("limits").properties().forEach(limit -> limit(limit.getKey(), limit.getValue()));
        number(body, "latencyMillis", millis -> emulator.latency(Duration.ofMillis(millis)));
        number(body, "sessionSeconds", seconds -> emulator.sessionLife(Duration.ofSeconds(seconds)));
        number(body, "otherCalls", calls -> emulator.meter().addOthers((int) calls));
        number(body, "maxIds", ids -> emulator.replication().limitIds((int) ids));
        number(body, "holdEachWriteMillis", millis -> org.locks().holdEachWrite(Duration.ofMillis(millis)));
        if (body.has("maintenance")) {
            emulator.maintain(Maintenance.valueOf(body.get("maintenance").asText()));
        }
        if (body.has("apiDisabledForOrg")) {
            emulator.disableApiForOrg(body.get("apiDisabledForOrg").asBoolean());
        }
        body.path("locks").forEach(this::lock);
        body.path("access").forEach(this::restrict);
        body.path("rules").forEach(this::rule);
        return Map.of();
    }

    /** Takes rules, locks and restrictions of fields back. */
    void clearRules() {
        org.automation().clear();
        org.locks().clear();
        org.access().clear();
    }

    private interface Setting {
        void set(long value);
    }

    private static void number(JsonNode body, String name, Setting setting) {
        if (body.has(name)) {
            setting.set(body.get(name).asLong());
        }
    }

    private void limit(String name, JsonNode value) {
        RequestLimits before = emulator.meter().limits();
        emulator.meter()
                .limit(
                        switch (name) {
                            case "requestsPerDay" -> before.withRequestsPerDay(value.asInt());
                            case "longRequests" -> before.withLongRequests(value.asInt());
                            case "app" ->
                                before.withRequestsPerDay(
                                        value.path("name").asText(),
                                        value.path("requestsPerDay").asInt());
                            default -> throw new IllegalArgumentException("there is no limit \"" + name + "\"");
                        });
    }

    private void lock(JsonNode lock) {
        String id = lock.path("id").asText();
        number(lock, "rows", rows -> org.locks().failNext(id, (int) rows));
        number(lock, "seconds", seconds -> org.locks().lock(id, Duration.ofSeconds(seconds)));
    }

    private void restrict(JsonNode restriction) {
        String user = restriction.path("userId").asText(FieldAccess.EVERYBODY);
        String type = org.schema().get(restriction.path("type").asText()).name();
        String field = restriction.path("field").asText();
        switch (restriction.path("level").asText()) {
            case "HIDDEN" -> org.access().hideField(user, type, field);
            case "READ_ONLY" -> org.access().lockField(user, type, field);
            case "ALL" -> org.access().allowField(user, type, field);
            default -> throw new IllegalArgumentException("level has to be HIDDEN, READ_ONLY or ALL");
        }
    }

    private void rule(JsonNode rule) {
        String type = org.schema().get(rule.path("type").asText()).name();
        String field = rule.path("field").asText();
        switch (rule.path("kind").asText()) {
            case "validation" ->
                org.automation()
                        .add(new ValidationRule(
                                type,
                                condition(type, rule),
                                rule.path("message").asText(),
                                rule.hasNonNull("field") ? field : null));
            case "append" ->
                org.automation()
                        .add(BeforeSave.append(type, field, rule.path("text").asText()));
            case "appendLater" ->
                org.automation()
                        .add(new AfterSave(
                                type,
                                condition(type, rule),
                                Duration.ofSeconds(rule.path("afterSeconds").asLong()),
                                saved -> List.of(
                                        append(saved, field, rule.path("text").asText()))));
            default -> throw new IllegalArgumentException("kind has to be validation, append or appendLater");
        }
    }

    private Predicate<SObject> condition(String type, JsonNode rule) {
        if (!rule.has("where")) {
            return saved -> true;
        }
        try {
            return Conditions.parse(org, type, rule.get("where").asText());
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("where: " + refusal.text(), refusal);
        }
    }

    private static Write append(SObject saved, String field, String text) {
        String before = saved.text(field);
        return new Write.Update(saved.type(), saved.id(), Map.of(field, before == null ? text : before + text));
    }
}
