package dev.touchstone.salessync.salesforce.catalogue;

import java.util.List;

/**
 * A field as this connection may see it; one that field-level security hides is not described at all. Pure.
 *
 * @param name API name
 * @param type Salesforce's word: {@code string}, {@code picklist}, {@code reference} ...
 * @param length of a text, in characters; 0 for others
 * @param access what may be done with it
 * @param key whether it may be a key
 * @param calculated true for a formula: its change does not touch the record
 * @param picklist its values, inactive ones included; empty unless it is a picklist
 */
public record DescribedField(
        String name,
        String type,
        int length,
        Access access,
        Key key,
        boolean calculated,
        List<PicklistValue> picklist) {
    public DescribedField {
        picklist = List.copyOf(picklist);
    }

    /**
     * What may be done with a field.
     *
     * @param createable it may be set when a record is made
     * @param updateable it may be changed
     * @param nillable it may be empty
     */
    public record Access(boolean createable, boolean updateable, boolean nillable) {}

    /**
     * Whether a field may be a key.
     *
     * @param externalId it may be named in an upsert
     * @param unique no two records have the same value
     */
    public record Key(boolean externalId, boolean unique) {}

    /**
     * A value of a picklist.
     *
     * @param value as it is written
     * @param active false if it may not be chosen any more
     * @param isDefault true if a record has it that is made without a value
     */
    public record PicklistValue(String value, boolean active, boolean isDefault) {}
}
