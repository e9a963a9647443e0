package dev.touchstone.touchpoint.privacy;

import dev.touchstone.touchpoint.erased.PersonalId;

/** How somebody names a person. */
sealed interface PersonReference {
    /** As intake knows it. */
    PersonalId id();

    /** By address, lower case. */
    record ByEmail(String email) implements PersonReference {
        @Override
        public PersonalId id() {
            return PersonalId.ofEmail(email);
        }
    }

    /** By a visitor. */
    record ByVisitor(String visitorId) implements PersonReference {
        @Override
        public PersonalId id() {
            return PersonalId.ofVisitor(visitorId);
        }
    }

    /** By a record of the CRM or of Marketo, a Salesforce id in its 18-character form. */
    record ByCrmPerson(String crmPersonId) implements PersonReference {
        @Override
        public PersonalId id() {
            return PersonalId.ofCrmPerson(crmPersonId);
        }
    }
}
