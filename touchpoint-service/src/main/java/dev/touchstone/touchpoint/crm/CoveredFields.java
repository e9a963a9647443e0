package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.StandardFields;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which fields a record's message has by itself, so that they cannot be among its further fields. */
final class CoveredFields {
    /** Of the records that rules do not know. */
    private static final Map<CrmRecord.Kind, Set<String>> OF_OTHERS = new EnumMap<>(Map.of(
            CrmRecord.Kind.ACCOUNT, keys("Id", "Name", "Website", "CreatedDate"),
            CrmRecord.Kind.OPPORTUNITY,
                    keys(
                            "Id",
                            "AccountId",
                            "Name",
                            "StageName",
                            "Amount",
                            "CurrencyIsoCode",
                            "CreatedDate",
                            "CloseDate",
                            "IsClosed",
                            "IsWon"),
            CrmRecord.Kind.CONTACT_ROLE, keys("Id", "OpportunityId", "ContactId", "Role", "IsPrimary")));

    private CoveredFields() {}

    /**
     * True if the message has it.
     *
     * @param object which object rules call the record; null for one they do not know
     * @param name in any case
     */
    static boolean isCovered(CrmRecord.Kind kind, @Nullable RecordObject object, String name) {
        return object == null
                ? OF_OTHERS.getOrDefault(kind, Set.of()).contains(FieldName.keyOf(name))
                : StandardFields.find(new FieldName(object, name)).isPresent();
    }

    private static Set<String> keys(String... names) {
        return Arrays.stream(names).map(FieldName::keyOf).collect(Collectors.toUnmodifiableSet());
    }
}
