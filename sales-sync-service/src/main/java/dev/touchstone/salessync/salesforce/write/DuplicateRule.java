package dev.touchstone.salessync.salesforce.write;

import dev.touchstone.salessync.salesforce.client.SalesforceRequest;

/** The organisation's rules against duplicates: obeyed at first, overruled on the second try. */
final class DuplicateRule {
    private DuplicateRule() {}

    /** The call, and what it writes may be a duplicate of other records. */
    static SalesforceRequest allow(SalesforceRequest request) {
        return request.withHeader("Sforce-Duplicate-Rule-Header", "allowSave=true");
    }
}
