package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.v1.Program;
import dev.touchstone.touchpoint.v1.ProgramMember;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads programs of Marketo and who is in them. */
final class ProgramRequests {
    private ProgramRequests() {}

    static Function<CrmRecord.Head, CrmRecord> program(Program message, CrmValueRequests values) {
        String name = values.requiredText("program.name", message.getName());
        String type = values.text("program.type", message.getType());
        String channel = values.text("program.channel", message.getChannel());
        String status = values.text("program.status", message.getStatus());
        Instant createdAt = values.anyTime("program.create_time", message.hasCreateTime(), message.getCreateTime());
        String campaignId = values.optionalId("program.campaign_id", message.getCampaignId());
        return head -> new ProgramRecord.Program(head, name, type, channel, status, createdAt, campaignId);
    }

    static Function<CrmRecord.Head, CrmRecord> member(ProgramMember message, CrmValueRequests values) {
        Optional<String> programId = values.id("program_member.program_id", message.getProgramId());
        Optional<String> crmPersonId = values.id("program_member.crm_person_id", message.getCrmPersonId());
        String status = values.text("program_member.status", message.getStatus());
        Optional<Instant> memberSince = values.timeOfFact(
                "program_member.membership_time", message.hasMembershipTime(), message.getMembershipTime());
        return head -> new ProgramRecord.ProgramMember(
                head, programId.orElseThrow(), crmPersonId.orElseThrow(), status, memberSince.orElseThrow());
    }
}
