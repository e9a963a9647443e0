package dev.touchstone.salessync.connection.salesforce;

import java.util.List;

/**
 * From where Salesforce is called. Pure.
 *
 * @param addresses network addresses, as an administrator of Salesforce has to allow them; empty if nobody said
 */
public record OutgoingAddresses(List<String> addresses) {
    public OutgoingAddresses {
        addresses = List.copyOf(addresses);
    }

    /** The addresses to allow, where that is what helps. */
    public List<String> toAllow(CrmFault fault) {
        return fault.reason() == CrmFault.Reason.ADDRESS_NOT_ALLOWED ? addresses : List.of();
    }
}
