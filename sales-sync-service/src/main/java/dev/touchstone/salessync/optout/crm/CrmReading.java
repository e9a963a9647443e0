package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.optout.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A lead or contact in Salesforce that says out. Pure.
 *
 * @param id 18 characters
 * @param object what it is
 * @param address its e-mail address; empty if it has none that can be one
 * @param modifiedAt its {@code SystemModstamp}, UTC
 */
record CrmReading(String id, CrmObject object, Optional<EmailAddress> address, Instant modifiedAt) {
    private static final int ID_LENGTH = 18;

    CrmReading {
        if (id.length() != ID_LENGTH) {
            throw new IllegalArgumentException("an id of Salesforce has 18 characters");
        }
        address = address.filter(EmailAddress::isWellFormed);
    }
}
