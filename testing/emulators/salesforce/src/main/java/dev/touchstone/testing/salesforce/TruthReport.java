package dev.touchstone.testing.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;

/** The truth in short: what there is, what was written, how much was called. */
final class TruthReport {
    private TruthReport() {}

    static Map<String, Object> of(SalesforceEmulator emulator) {
        Map<String, Long> records = new LinkedHashMap<>();
        emulator.org()
                .schema()
                .types()
                .forEach(type -> records.put(type.name(), emulator.org().count(type.name())));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("now", emulator.clock().instant().toString());
        report.put("records", records);
        report.put("writes", emulator.org().truth().totals());
        report.put("changes", emulator.org().journal().last());
        report.put("rowsRefusedByLocks", emulator.org().locks().refused());
        report.put("writesThatMet", emulator.org().locks().meetings());
        report.put("requestsToday", emulator.meter().used());
        report.put("mostCallsAtATime", emulator.meter().mostInHand());
        report.put("calls", emulator.calls().totals());
        return report;
    }
}
