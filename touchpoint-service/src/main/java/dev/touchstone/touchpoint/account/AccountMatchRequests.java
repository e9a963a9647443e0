package dev.touchstone.touchpoint.account;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.v1.MatchAccountsRequest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the messages of {@code AccountMatchService}. */
final class AccountMatchRequests {
    private static final int MAX_IDS = 1_000;

    private AccountMatchRequests() {}

    /** The ids that are asked for, in their 18-character form. */
    static List<String> ids(MatchAccountsRequest request, Instant now) {
        FieldViolations violations = new FieldViolations();
        int count = request.getCrmPersonIdsCount();
        if (count == 0 || count > MAX_IDS) {
            violations.add(
                    "crm_person_ids",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 ids but has " + count);
            violations.throwIfAny();
        }
        RecordFields fields = new RecordFields(violations, now);
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            String path = "crm_person_ids[" + i + "]";
            fields.id(path, request.getCrmPersonIds(i))
                    .map(SalesforceId::canonical)
                    .ifPresent(id -> {
                        if (!ids.add(id)) {
                            violations.add(path, "DUPLICATE", "names " + id + " a second time");
                        }
                    });
        }
        violations.throwIfAny();
        return List.copyOf(ids);
    }
}
