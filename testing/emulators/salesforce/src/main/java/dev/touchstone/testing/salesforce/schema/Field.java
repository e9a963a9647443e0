package dev.touchstone.testing.salesforce.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object type.
 *
 * @param name API name, in its own case
 * @param type type of its values
 * @param length characters of a text; 0 for other types
 * @param traits what is special about it
 * @param picklist the values of a picklist, the first one being the default if it is {@link Trait#DEFAULTED}
 * @param referenceTo the types a reference may point to
 * @param relationship by which name the record a reference points to is reached, {@code Owner}; null for none
 */
public record Field(
        String name,
        FieldType type,
        int length,
        Set<Trait> traits,
        List<String> picklist,
        List<String> referenceTo,
        @Nullable String relationship) {

    /** References to users that nearly all records share. */
    private static final Set<String> UNINDEXED = Set.of("CreatedById", "LastModifiedById");

    /** What is special about a field. */
    public enum Trait {
        /** A create or an update may not leave it empty. */
        REQUIRED,
        /** The system gives it a value if a create does not. */
        DEFAULTED,
        /** A create may not set it. */
        NOT_CREATEABLE,
        /** An update may not set it. */
        NOT_UPDATEABLE,
        /** Never empty, though no client has to set it. */
        NEVER_NULL,
        /** The system computes it from other fields. */
        CALCULATED,
        /** An upsert may name it as the key. */
        EXTERNAL_ID,
        /** No two records share a value; case does not count. */
        UNIQUE,
        /** Only values of the picklist are accepted. */
        RESTRICTED
    }

    public Field {
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(traits);
        picklist = List.copyOf(picklist);
        referenceTo = List.copyOf(referenceTo);
    }

    /** A field with nothing special. */
    public static Field of(String name, FieldType type, int length) {
        return new Field(name, type, length, Set.of(), List.of(), List.of(), null);
    }

    /** A text. */
    public static Field text(String name, int length) {
        return of(name, FieldType.STRING, length);
    }

    /** A yes or no, no by default. */
    public static Field checkbox(String name) {
        return of(name, FieldType.BOOLEAN, 0).with(Trait.DEFAULTED, Trait.NEVER_NULL);
    }

    /** A picklist; values outside of it are accepted unless it is {@link Trait#RESTRICTED}. */
    public static Field picklist(String name, String... values) {
        return new Field(name, FieldType.PICKLIST, 255, Set.of(), List.of(values), List.of(), null);
    }

    /** A reference to a record of one of these types. */
    public static Field reference(String name, @Nullable String relationship, String... types) {
        return new Field(name, FieldType.REFERENCE, 18, Set.of(), List.of(), List.of(types), relationship);
    }

    /** The same field with these traits added. */
    public Field with(Trait... more) {
        EnumSet<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(List.of(more));
        return new Field(name, type, length, all, picklist, referenceTo, relationship);
    }

    /** True if it has this trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** True if it was added by the organisation. */
    public boolean isCustom() {
        return name.endsWith("__c");
    }

    /** True if it may be empty. */
    public boolean isNillable() {
        return !is(Trait.REQUIRED) && !is(Trait.NEVER_NULL) && type != FieldType.BOOLEAN;
    }

    /** True if a create may set it. */
    public boolean isCreateable() {
        return !is(Trait.NOT_CREATEABLE) && !is(Trait.CALCULATED);
    }

    /** True if an update may set it. */
    public boolean isUpdateable() {
        return !is(Trait.NOT_UPDATEABLE) && !is(Trait.CALCULATED);
    }

    /** True if records are found by its value without looking at all of them. */
    public boolean isIndexed() {
        return type == FieldType.ID
                || (type == FieldType.REFERENCE && !UNINDEXED.contains(name))
                || type == FieldType.EMAIL
                || is(Trait.EXTERNAL_ID)
                || is(Trait.UNIQUE);
    }
}
