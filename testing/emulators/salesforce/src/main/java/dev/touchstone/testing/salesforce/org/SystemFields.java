package dev.touchstone.testing.salesforce.org;

import java.util.Set;

/** Fields that every record has. */
final class SystemFields {
    static final String ID = "Id";
    static final String IS_DELETED = "IsDeleted";
    static final String STAMP = "SystemModstamp";
    static final String CREATED = "CreatedDate";
    static final String CREATED_BY = "CreatedById";
    static final String MODIFIED = "LastModifiedDate";
    static final String MODIFIED_BY = "LastModifiedById";
    static final String OWNER = "OwnerId";

    /** What an import may set beside the fields of a user. */
    static final Set<String> AUDIT = Set.of(CREATED, CREATED_BY, MODIFIED, MODIFIED_BY);

    /** Which record was deleted, if this one went with it; no field of any type. */
    static final String DELETED_WITH = "$DeletedWith";

    private SystemFields() {}
}
