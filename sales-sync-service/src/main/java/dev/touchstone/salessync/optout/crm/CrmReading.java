package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.optout.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lead or contact in Salesforce says. Pure.
 *
 * @param id 18 characters
 * @param object what it is
 * @param address its e-mail address; empty if it has none that can be one
 * @param flags whether it says out
 * @param modifiedAt its {@code SystemModstamp}, UTC
 */
public record CrmReading(
        String id, CrmObject object, Optional<EmailAddress> address, CrmFlags flags, Instant modifiedAt) {
    private static final int ID_LENGTH = 18;

    public CrmReading {
        if (id.length() != ID_LENGTH) {
            throw new IllegalArgumentException("an id of Salesforce has 18 characters");
        }
        address = address.filter(EmailAddress::isWellFormed);
    }
}
