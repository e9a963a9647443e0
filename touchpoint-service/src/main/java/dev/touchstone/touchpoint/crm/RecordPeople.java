package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.erased.PersonalId;
import java.util.List;

/** Whom records are of. Pure. */
final class RecordPeople {
    private RecordPeople() {}

    /** The ids of the person that a record is of; none of a record that is of nobody. */
    static List<PersonalId> of(CrmRecord record) {
        return switch (record) {
            case PersonRecord.CrmPerson person -> ofPerson(person);
            case CampaignRecord.CampaignMember member -> List.of(PersonalId.ofCrmPerson(member.crmPersonId()));
            case ProgramRecord.ProgramMember member -> List.of(PersonalId.ofCrmPerson(member.crmPersonId()));
            case ActivityRecord.Activity activity -> List.of(PersonalId.ofCrmPerson(activity.crmPersonId()));
            case ActivityRecord.MarketingActivity activity -> List.of(PersonalId.ofCrmPerson(activity.crmPersonId()));
            case AccountRecord.ContactRole role -> List.of(PersonalId.ofCrmPerson(role.crmPersonId()));
            case CrmRecord.Deletion deletion ->
                isDeletionOfPerson(deletion) ? List.of(PersonalId.ofCrmPerson(deletion.id())) : List.of();
            case CampaignRecord.Campaign campaign -> List.of();
            case ProgramRecord.Program program -> List.of();
            case AccountRecord.Account account -> List.of();
            case AccountRecord.Opportunity opportunity -> List.of();
        };
    }

    private static List<PersonalId> ofPerson(PersonRecord.CrmPerson person) {
        String email = person.email();
        PersonalId self = PersonalId.ofCrmPerson(person.id());
        return email == null ? List.of(self) : List.of(self, PersonalId.ofEmail(email));
    }

    /** True for the news that a person was deleted. Of an erased one it is no news. */
    static boolean isDeletionOfPerson(CrmRecord record) {
        return record instanceof CrmRecord.Deletion deletion && deletion.kind() == CrmRecord.Kind.PERSON;
    }
}
