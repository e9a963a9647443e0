package dev.touchstone.salessync.optout.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.optout.crm.CrmOptOutSettings;
import dev.touchstone.salessync.optout.crm.OptOutTarget;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeTarget;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads requests about how opt-outs travel. */
final class CrmUnsubscribeRequests {
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private CrmUnsubscribeRequests() {}

    /** Settings, and by whom. */
    record Update(CrmOptOutSettings settings, String etag, String author, String note) {}

    static Update update(UpdateCrmUnsubscribeSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        CrmUnsubscribeSettings settings = request.getSettings();
        Optional<OptOutTarget> target = target(settings.getTarget());
        if (target.isEmpty()) {
            violations.add("settings.target", "FIELD_REQUIRED", "must be STANDARD, SALES_ONLY or BOTH");
        }
        checkField(settings.getSalesField(), target, violations);
        if (!CLOCK.matcher(settings.getNightlyClock()).matches()) {
            violations.add(
                    "settings.nightly_clock", "INVALID_CLOCK", "must be hours and minutes of 24 hours such as 20:00");
        }
        if (!ZoneId.getAvailableZoneIds().contains(settings.getTimeZone())) {
            violations.add(
                    "settings.time_zone",
                    "INVALID_TIME_ZONE",
                    "must be a name of the time zone database such as America/Los_Angeles");
        }
        violations.requireText("etag", request.getEtag(), MAX_AUTHOR);
        violations.requireText("author", request.getAuthor(), MAX_AUTHOR);
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        return new Update(
                new CrmOptOutSettings(
                        settings.getNightlyEnabled(),
                        target.orElseThrow(),
                        settings.getSalesField(),
                        LocalTime.parse(settings.getNightlyClock()),
                        ZoneId.of(settings.getTimeZone())),
                request.getEtag(),
                request.getAuthor(),
                request.getNote());
    }

    private static void checkField(String field, Optional<OptOutTarget> target, FieldViolations violations) {
        boolean isNeeded =
                target.filter(known -> known != OptOutTarget.STANDARD).isPresent();
        if (field.isEmpty() && isNeeded) {
            violations.add(
                    "settings.sales_field", "FIELD_REQUIRED", "is required unless the target is STANDARD: an API name");
        } else if (!field.isEmpty() && !CrmOptOutSettings.isSalesField(field)) {
            violations.add(
                    "settings.sales_field",
                    "INVALID_FIELD_NAME",
                    "must be the API name of a field of sales' own such as Sales_Opt_Out__c, at most 80 characters, and not "
                            + CrmOptOutSettings.STANDARD_FIELD);
        }
    }

    private static Optional<OptOutTarget> target(CrmUnsubscribeTarget target) {
        return switch (target) {
            case CRM_UNSUBSCRIBE_TARGET_STANDARD -> Optional.of(OptOutTarget.STANDARD);
            case CRM_UNSUBSCRIBE_TARGET_SALES_ONLY -> Optional.of(OptOutTarget.SALES_ONLY);
            case CRM_UNSUBSCRIBE_TARGET_BOTH -> Optional.of(OptOutTarget.BOTH);
            case CRM_UNSUBSCRIBE_TARGET_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
