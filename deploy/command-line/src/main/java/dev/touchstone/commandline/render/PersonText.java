package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.PersonActivity;
import dev.touchstone.salessync.v1.PersonExplanation;
import dev.touchstone.salessync.v1.PersonFieldChange;
import dev.touchstone.salessync.v1.PersonFieldProvenance;
import dev.touchstone.salessync.v1.SalesPerson;
import java.util.List;
import java.util.Locale;

/** One person that sales works with, as text. */
public final class PersonText {
    private static final String WAY = "PERSON_READ_WAY_";

    private PersonText() {}

    /** The fields of a person, one a line. */
    public static String person(SalesPerson person) {
        StringBuilder text = new StringBuilder();
        line(text, "Marketo id", Long.toString(person.getMarketoId()));
        line(text, "Name", (person.getFirstName() + " " + person.getLastName()).trim());
        line(text, "E-mail", person.getEmail());
        line(text, "Phone", person.getPhone());
        line(text, "Title", person.getTitle());
        line(text, "Company", person.getCompany());
        line(text, "Source", person.getSource());
        line(text, "LinkedIn", person.getLinkedinUrl());
        line(text, "Salesforce lead", person.getSalesforceLeadId());
        line(text, "Salesforce contact", person.getSalesforceContactId());
        line(text, "Salesforce account", person.getSalesforceAccountId());
        line(text, "Owner", person.getOwnerId());
        line(text, "Hidden", person.getHidden() ? "yes" : "no");
        line(text, "Read (UTC)", Stamps.time(person.getReadTime()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-20s%s\n", name, Words.printable(value)));
    }

    /** Why a person is there or not, and where each field comes from. */
    public static String explanation(PersonExplanation explanation, int width) {
        String sentence = Words.printable(explanation.getSentence()) + "\n";
        if (explanation.getFieldsCount() == 0) {
            return sentence;
        }
        Table table = Table.of(
                Table.text("Field"),
                Table.text("Value"),
                Table.text("From"),
                Table.text("Way"),
                Table.text("Read (UTC)"));
        for (PersonFieldProvenance field : explanation.getFieldsList()) {
            table.row(
                    field.getField(),
                    field.getValue(),
                    field.getSystem(),
                    Words.plain(field.getWay(), WAY),
                    field.hasReadTime() ? Stamps.time(field.getReadTime()) : "");
        }
        return sentence + "\n" + table.render(width);
    }

    /** How fields changed, newest first. */
    public static String history(List<PersonFieldChange> changes, int width) {
        Table table = Table.of(
                Table.text("Read (UTC)"),
                Table.text("Field"),
                Table.text("Before"),
                Table.text("After"),
                Table.text("Way"));
        for (PersonFieldChange change : changes) {
            table.row(
                    Stamps.time(change.getReadTime()),
                    change.getField(),
                    change.getOldValue(),
                    change.getNewValue(),
                    Words.plain(change.getWay(), WAY));
        }
        return changes.isEmpty() ? "Nothing changed.\n" : table.render(width);
    }

    /** Activities, newest first. */
    public static String activities(ListActivitiesResponse answer, int width) {
        Table table = Table.of(
                Table.text("Time (UTC)"),
                Table.text("Kind"),
                Table.text("Type"),
                Table.text("Title"),
                Table.text("In Marketo"));
        for (PersonActivity activity : answer.getActivitiesList()) {
            table.row(
                    Stamps.time(activity.getOccurTime()),
                    Words.plain(activity.getKind(), "PERSON_ACTIVITY_KIND_"),
                    activity.getTypeName(),
                    activity.getTitle(),
                    activity.getOnItsWay() ? "on its way" : "yes");
        }
        String problem = answer.getMarketoProblem().isEmpty()
                ? ""
                : "Marketo was not asked: " + Words.printable(answer.getMarketoProblem()) + "\n";
        return problem + (answer.getActivitiesCount() == 0 ? "No activities.\n" : table.render(width));
    }
}
