package dev.touchstone.testing.marketo.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Marketo's native activity types, as far as clients of sales data look at them. Clients find ids by name. */
public final class ActivityTypes {
    public static final int NEW_LEAD = 12;
    public static final int CHANGE_DATA_VALUE = 13;
    public static final int MERGE_LEADS = 32;
    public static final int DELETE_LEAD = 37;

    private static final List<Type> NATIVE = List.of(
            type(
                    1,
                    "Visit Webpage",
                    "User visits a web page",
                    "Webpage ID",
                    "Client IP Address",
                    "Query Parameters",
                    "Referrer URL",
                    "User Agent",
                    "Webpage URL"),
            type(2, "Fill Out Form", "User fills out and submits a form", "Webform ID", "Form Fields", "Webpage ID"),
            type(3, "Click Link", "User clicks a link on a page", "Link ID", "Query Parameters", "Webpage ID"),
            type(6, "Send Email", "Send Marketo Email to a person", "Mailing ID", "Campaign Run ID", "Step ID"),
            type(7, "Email Delivered", "Marketo Email is delivered", "Mailing ID", "Step ID"),
            type(8, "Email Bounced", "Marketo Email is bounced", "Mailing ID", "Category", "Details", "Email"),
            type(9, "Unsubscribe Email", "Person unsubscribes", "Mailing ID", "Client IP Address"),
            type(10, "Open Email", "User opens Marketo Email", "Mailing ID", "Device", "Platform", "User Agent"),
            type(11, "Click Email", "User clicks a link in a Marketo Email", "Mailing ID", "Link", "Device"),
            type(NEW_LEAD, "New Lead", "New person is created", "", "Created Date", "Source Type", "SFDC Type"),
            type(
                    CHANGE_DATA_VALUE,
                    "Change Data Value",
                    "Changed attribute value",
                    "Attribute Name",
                    "New Value",
                    "Old Value",
                    "Reason",
                    "Source",
                    "API Method Name"),
            type(21, "Convert Lead", "Lead is converted to a contact", "Assigned To", "Account Name"),
            type(23, "Change Owner", "Change lead owner", "Owner ID", "New Owner", "Old Owner", "Reason"),
            type(24, "Add to List", "Add a person to a list", "List ID", "Source"),
            type(25, "Remove from List", "Remove this person from a list", "List ID", "Source"),
            type(27, "Email Bounced Soft", "Campaign Email is bounced soft", "Mailing ID", "Category", "Details"),
            type(
                    MERGE_LEADS,
                    "Merge Leads",
                    "Merge two or more person records",
                    "Lead ID",
                    "Master Updated",
                    "Merge Fields",
                    "Merge IDs",
                    "Merge Source",
                    "Merged in Sales"),
            type(DELETE_LEAD, "Delete Lead", "Delete person from the database", "Lead ID", "Campaign ID", "Reason"),
            type(46, "Interesting Moment", "Log interesting moment", "Date", "Description", "Source", "Type"));

    /** A type: primary attribute, empty if it has none, and the names of the others. */
    public record Type(int id, String name, String description, String primaryAttribute, List<String> attributes) {
        Map<String, Object> toJson() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", id);
            row.put("name", name);
            row.put("description", description);
            if (!primaryAttribute.isEmpty()) {
                row.put("primaryAttribute", new Shown(primaryAttribute, "string"));
            }
            row.put(
                    "attributes",
                    attributes.stream().map(name -> new Shown(name, "string")).toList());
            return row;
        }
    }

    /** An attribute as an answer shows it; its members in this order. */
    record Shown(String name, String dataType) {}

    private ActivityTypes() {}

    /** All of them, by id. */
    public static List<Type> all() {
        return NATIVE;
    }

    /** The one with this name. */
    public static Optional<Type> named(String name) {
        return NATIVE.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    private static Type type(int id, String name, String description, String primary, String... attributes) {
        return new Type(id, name, description, primary, List.of(attributes));
    }
}
