package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;

/**
 * Contacts and leads in one row, contacts first. Records about people are dealt out to them in rounds: record number n is about
 * person n modulo the number of people.
 */
record People(Population population) {
    int count() {
        return population.counts().people();
    }

    int personOf(int record) {
        return record % count();
    }

    int roundOf(int record) {
        return record / count();
    }

    boolean isContact(int person) {
        return person < population.counts().contacts();
    }

    String id(int person) {
        return isContact(person)
                ? SalesforceIds.of("003", person)
                : SalesforceIds.of("00Q", person - population.counts().contacts());
    }

    /** The person with this id; -1 if it is none of the computed ones. */
    int person(Object id) {
        int contact = PersonKind.number("003", id);
        if (contact >= 0) {
            return contact < population.counts().contacts() ? contact : -1;
        }
        int lead = PersonKind.number("00Q", id);
        return lead >= 0 && lead < population.counts().leads()
                ? lead + population.counts().contacts()
                : -1;
    }
}
