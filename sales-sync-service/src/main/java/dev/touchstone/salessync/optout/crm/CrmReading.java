package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lead or contact in Salesforce says. Pure.
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

    /** What a record with these fields says. */
    static CrmReading of(CrmObject object, SalesforceRecord record) {
        return new CrmReading(
                record.id(),
                object,
                Optional.of(new EmailAddress(record.text("Email"))),
                record.time("SystemModstamp").orElseThrow());
    }

    /** Whether it is a lead that became a contact: that says it now, and nobody could clear the lead. */
    static boolean isConverted(SalesforceRecord record) {
        return record.flag("IsConverted");
    }
}
