package dev.touchstone.testing.marketo;

import dev.touchstone.testing.marketo.activity.ActivityTypes;
import dev.touchstone.testing.marketo.activity.CustomTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The truth in short: what there is, what came in, how much was called. */
final class TruthReport {
    private TruthReport() {}

    static Map<String, Object> of(MarketoEmulator emulator) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("now", emulator.clock().instant().toString());
        report.put("people", emulator.leads().size());
        report.put("activities", emulator.activities().size());
        report.put("deletions", count(emulator, ActivityTypes.DELETE_LEAD));
        report.put("merges", count(emulator, ActivityTypes.MERGE_LEADS));
        report.put(
                "customActivities",
                emulator.activities()
                        .all(activity -> CustomTypes.isCustom(activity.typeId()))
                        .size());
        report.put("customTypes", emulator.customTypes().approved());
        report.put("callsToday", emulator.meter().today());
        report.put("mostCallsInWindow", emulator.meter().mostInWindow());
        report.put("mostCallsAtATime", emulator.meter().mostInFlight());
        report.put("exportBytesToday", emulator.exportBytesToday());
        report.put("calls", emulator.calls().totals());
        return report;
    }

    private static int count(MarketoEmulator emulator, int type) {
        return emulator.activities().all(activity -> activity.typeId() == type).size();
    }
}
