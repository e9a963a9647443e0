package dev.touchstone.salessync.marketo;

import java.time.Instant;
import java.util.List;

/**
 * A signal that a lead is new or changed. Tells which lead to read again; never data by itself.
 *
 * @param guid identity of the signal ({@code marketoGUID}); empty if it has none
 * @param leadId the lead, above 0
 * @param at when it changed, by Marketo
 * @param typeId 12 new lead, 13 changed value, as a rule; ids are looked up by name
 * @param fieldNames REST names of the fields that changed; empty for a new lead
 */
public record LeadChange(String guid, long leadId, Instant at, int typeId, List<String> fieldNames) {
    public LeadChange {
        fieldNames = List.copyOf(fieldNames);
    }
}
