package dev.touchstone.touchpoint.privacy;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import java.time.Instant;
import java.util.Optional;

/** Reads the messages of {@code PrivacyService}. */
final class PrivacyRequests {
    private final FieldViolations violations = new FieldViolations();
    private final RecordFields fields;

    private PrivacyRequests(Instant now) {
        this.fields = new RecordFields(violations, now);
    }

    static PersonReference person(ExportPersonRequest request, Instant now) {
        PrivacyRequests requests = new PrivacyRequests(now);
        return requests.checked(
                switch (request.getPersonCase()) {
                    case EMAIL -> requests.byEmail(request.getEmail());
                    case VISITOR_ID -> requests.byVisitor(request.getVisitorId());
                    case CRM_PERSON_ID -> requests.byCrmPerson(request.getCrmPersonId());
                    case PERSON_NOT_SET -> requests.nobody();
                });
    }

    static PersonReference person(ErasePersonRequest request, Instant now) {
        PrivacyRequests requests = new PrivacyRequests(now);
        return requests.checked(
                switch (request.getPersonCase()) {
                    case EMAIL -> requests.byEmail(request.getEmail());
                    case VISITOR_ID -> requests.byVisitor(request.getVisitorId());
                    case CRM_PERSON_ID -> requests.byCrmPerson(request.getCrmPersonId());
                    case PERSON_NOT_SET -> requests.nobody();
                });
    }

    private Optional<PersonReference> byEmail(String email) {
        if (email.isEmpty()) {
            violations.add("email", "FIELD_REQUIRED", "must be an e-mail address");
        }
        return fields.email("email", email).map(PersonReference.ByEmail::new);
    }

    private Optional<PersonReference> byVisitor(String visitorId) {
        return fields.id("visitor_id", visitorId).map(PersonReference.ByVisitor::new);
    }

    private Optional<PersonReference> byCrmPerson(String crmPersonId) {
        return fields.id("crm_person_id", crmPersonId)
                .map(SalesforceId::canonical)
                .map(PersonReference.ByCrmPerson::new);
    }

    private Optional<PersonReference> nobody() {
        violations.add("email", "FIELD_REQUIRED", "is required, or visitor_id, or crm_person_id");
        return Optional.empty();
    }

    private PersonReference checked(Optional<PersonReference> person) {
        violations.throwIfAny();
        return person.orElseThrow();
    }
}
