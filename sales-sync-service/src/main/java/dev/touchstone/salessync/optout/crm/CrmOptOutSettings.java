package dev.touchstone.salessync.optout.crm;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How opt-outs travel to and from Salesforce, as an administrator sets it. Pure.
 *
 * @param nightlyEnabled whether there is a run each night; while there is none, opt-outs of here still go to the standard field
 * @param target which field says it
 * @param salesField API name of sales' own field on leads and contacts; empty if there is none, which only {@code STANDARD} allows
 * @param runAt local time of the nightly run
 * @param zone whose local time
 */
public record CrmOptOutSettings(
        boolean nightlyEnabled, OptOutTarget target, String salesField, LocalTime runAt, ZoneId zone) {
    /** The field that every organisation has. */
    public static final String STANDARD_FIELD = "HasOptedOutOfEmail";

    /** Longest name of a field. */
    public static final int MAX_FIELD = 80;

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    public CrmOptOutSettings {
        if (salesField.isEmpty() ? target != OptOutTarget.STANDARD : !isFieldName(salesField)) {
            throw new IllegalArgumentException("a target other than the standard field names a field");
        }
    }

    /** Whether this can be the name of a field. */
    public static boolean isFieldName(String text) {
        return FIELD.matcher(text).matches();
    }

    /** The fields in which Salesforce is asked whether somebody is out. */
    public List<String> readFields() {
        return switch (target) {
            case STANDARD -> List.of(STANDARD_FIELD);
            case SALES_ONLY -> List.of(salesField);
            case BOTH -> List.of(STANDARD_FIELD, salesField);
        };
    }

    /** The fields that are set for whoever is out here (R-U-1, R-U-4). */
    public List<String> writeFields() {
        return nightlyEnabled ? readFields() : List.of(STANDARD_FIELD);
    }

    /** Whether a record that says this says that its person is out. */
    public boolean isOut(CrmFlags flags) {
        return switch (target) {
            case STANDARD -> flags.standardOut();
            case SALES_ONLY -> flags.salesOut();
            case BOTH -> flags.isSomeOut();
        };
    }

    /** What a record says once the fields for whoever is out here are set. */
    public CrmFlags written() {
        return new CrmFlags(
                writeFields().contains(STANDARD_FIELD), nightlyEnabled && target != OptOutTarget.STANDARD);
    }
}
