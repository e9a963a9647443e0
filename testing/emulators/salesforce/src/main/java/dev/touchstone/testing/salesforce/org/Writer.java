package dev.touchstone.testing.salesforce.org;

/**
 * Who writes, and how.
 *
 * @param userId the user
 * @param client the client's own name, told as the origin of the change; empty for none
 * @param rights what the user may set
 * @param allowDuplicates true if rules for duplicates that allow it are passed over
 * @param autoAssign true if assignment rules give leads and cases another owner
 */
public record Writer(String userId, String client, Rights rights, boolean allowDuplicates, boolean autoAssign) {
    /** What a writer may set. */
    public enum Rights {
        /** Fields of the user's own. */
        STANDARD,
        /** As an import does it: also who created and modified a record, and when. */
        AUDIT_FIELDS,
        /** Any field but Id and SystemModstamp; no rule, flow or field-level security applies. */
        SYSTEM
    }

    /** A user through a client without a name, assignment rules on, as Salesforce has it by default. */
    public static Writer of(String userId) {
        return new Writer(userId, "", Rights.STANDARD, false, true);
    }

    /** The same writer through a client with a name. */
    public Writer withClient(String name) {
        return new Writer(userId, name, rights, allowDuplicates, autoAssign);
    }

    /** The same writer with other rights. */
    public Writer withRights(Rights other) {
        return new Writer(userId, client, other, allowDuplicates, autoAssign);
    }

    /** The same writer with or without regard to duplicates. */
    public Writer withAllowDuplicates(boolean allow) {
        return new Writer(userId, client, rights, allow, autoAssign);
    }

    /** The same writer with or without assignment rules. */
    public Writer withAutoAssign(boolean assign) {
        return new Writer(userId, client, rights, allowDuplicates, assign);
    }
}
