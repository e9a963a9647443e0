package dev.touchstone.commandline.salesforce;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The objects of Salesforce whose exports are read, in the order in which a folder of them is. */
public enum SalesforceObject {
    /** Campaigns. */
    CAMPAIGN("campaign", "701", "campaign"),
    /** Accounts. */
    ACCOUNT("account", "001", "account"),
    /** Leads. */
    LEAD("lead", "00Q", "lead"),
    /** Contacts. */
    CONTACT("contact", "003", "contact"),
    /** Campaign members. */
    CAMPAIGN_MEMBER("campaign-member", "00v", "campaignmember"),
    /** Tasks. */
    TASK("task", "00T", "task"),
    /** Events. */
    EVENT("event", "00U", "event"),
    /** Opportunities. */
    OPPORTUNITY("opportunity", "006", "opportunity"),
    /** Contact roles of opportunities. */
    CONTACT_ROLE("contact-role", "00K", "contactrole", "opportunitycontactrole");

    /** Words of file names that say nothing about the object. */
    private static final Set<String> NOISE =
            Set.of("sf", "sfdc", "salesforce", "data", "export", "extract", "object", "all");

    /** Earlier copies of records, which say that they are. */
    private static final Set<String> NOT_RECORDS = Set.of("history", "feed", "share");

    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^A-Za-z]+");

    private final String option;
    private final String idPrefix;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> names;

    SalesforceObject(String option, String idPrefix, String... names) {
        this.option = option;
        this.idPrefix = idPrefix;
        this.names = List.of(names);
    }

    /** The name on the command line. */
    public String option() {
        return option;
    }

    /** The object with a name on the command line. */
    public static Optional<SalesforceObject> ofOption(String option) {
        return Arrays.stream(values())
                .filter(object -> object.option.equals(option))
                .findFirst();
    }

    /** The object that a file's name names: {@code Lead.csv}, {@code sf_campaign_members_2025.csv}. */
    public static Optional<SalesforceObject> ofFileName(String fileName) {
        String words = String.join("", words(fileName));
        return Arrays.stream(values())
                .filter(object ->
                        object.names.stream().anyMatch(name -> words.equals(name) || words.equals(plural(name))))
                .findFirst();
    }

    /** True if a file's name says that it holds something else than records, such as their history. */
    public static boolean isOtherThanRecords(String fileName) {
        return words(fileName).stream().anyMatch(NOT_RECORDS::contains);
    }

    /** The object whose ids begin as this one does; upper and lower case differ. */
    public static Optional<SalesforceObject> ofId(String id) {
        return Arrays.stream(values())
                .filter(object -> id.startsWith(object.idPrefix))
                .findFirst();
    }

    private static List<String> words(String fileName) {
        String name = fileName.replaceFirst("\\.[^.]*$", "");
        return WORD_END.splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !NOISE.contains(word))
                .toList();
    }

    private static String plural(String name) {
        return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
    }
}
