package dev.touchstone.local.sample;

import dev.touchstone.local.sample.SampleOrganisation.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The organisation's people as Marketo has them: one JSON object a line, with Marketo's field names. */
public final class MarketoLeads {
    private MarketoLeads() {}

    /** The lines, without ends. */
    public static List<String> lines(SampleOrganisation organisation) {
        return organisation.people().stream().map(MarketoLeads::line).toList();
    }

    private static String line(Person person) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", person.email());
        fields.put("firstName", person.firstName());
        fields.put("lastName", person.lastName());
        fields.put("company", person.company());
        fields.put("title", person.title());
        fields.put("leadSource", person.contact() ? "Trade Show" : "Website");
        fields.put(person.contact() ? "sfdcContactId" : "sfdcLeadId", person.crmId());
        if (person.contact() && !person.crmId().isEmpty()) {
            fields.put("sfdcAccountId", CrmIds.id("001", 1 + person.company().length()));
        }
        fields.put("sfdcLeadOwnerId", person.crmId().isEmpty() ? "" : person.ownerId());
        String texts = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> ",\"" + field.getKey() + "\":\"" + escape(field.getValue()) + "\"")
                .collect(Collectors.joining());
        return "{\"id\":" + person.marketoId() + texts + "}";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
