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
 * @param nightlyAt local time of the nightly run
 * @param zone whose local time
 */
public record CrmOptOutSettings(
        boolean nightlyEnabled, OptOutTarget target, String salesField, LocalTime nightlyAt, ZoneId zone) {
    /** The field that every organisation has. */
    public static final String STANDARD_FIELD = "HasOptedOutOfEmail";

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    public CrmOptOutSettings {
        if (salesField.isEmpty() ? target != OptOutTarget.STANDARD : !isSalesField(salesField)) {
            throw new IllegalArgumentException("a target other than the standard field names a field");
        }
    }

    /** Whether this can be the name of sales' own field. */
    public static boolean isSalesField(String text) {
        return FIELD.matcher(text).matches() && !text.equalsIgnoreCase(STANDARD_FIELD);
    }

    /** The fields in which Salesforce is asked whether somebody is out: one that says so is enough. */
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

    /** Whether a record whose fields were set is one that says out when it is read. */
    public boolean readsWhatIsWritten() {
        return writeFields().stream().anyMatch(readFields()::contains);
    }
}
