package dev.touchstone.salessync.person.api;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.person.RecordId;
import dev.touchstone.salessync.person.group.DynamicGroup;
import dev.touchstone.salessync.person.group.PersonGroups;
import dev.touchstone.salessync.v1.AddPeopleToGroupRequest;
import dev.touchstone.salessync.v1.AddPeopleToGroupResponse;
import dev.touchstone.salessync.v1.CreatePersonGroupRequest;
import dev.touchstone.salessync.v1.CreatePersonGroupResponse;
import dev.touchstone.salessync.v1.DeletePersonGroupRequest;
import dev.touchstone.salessync.v1.DeletePersonGroupResponse;
import dev.touchstone.salessync.v1.ListPersonGroupsRequest;
import dev.touchstone.salessync.v1.ListPersonGroupsResponse;
import dev.touchstone.salessync.v1.PersonGroupService;
import dev.touchstone.salessync.v1.RemovePeopleFromGroupRequest;
import dev.touchstone.salessync.v1.RemovePeopleFromGroupResponse;
import dev.touchstone.salessync.v1.UpdatePersonGroupRequest;
import dev.touchstone.salessync.v1.UpdatePersonGroupResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Groups of people over gRPC. */
@GrpcService
final class PersonGroupGrpcService implements PersonGroupService {
    private final BlockingCalls calls;
    private final PersonGroups groups;

    PersonGroupGrpcService(BlockingCalls calls, PersonGroups groups) {
        this.calls = calls;
        this.groups = groups;
    }

    @Override
    public Uni<ListPersonGroupsResponse> listPersonGroups(ListPersonGroupsRequest request) {
        return calls.answer(() -> {
            RecordId user = PersonGroupRequests.user(request.getUserId());
            ListPersonGroupsResponse.Builder response = ListPersonGroupsResponse.newBuilder();
            for (DynamicGroup group : DynamicGroup.values()) {
                response.addGroups(PersonGroupMessages.message(group));
            }
            groups.seenBy(user).forEach(group -> response.addGroups(PersonGroupMessages.message(group)));
            return response.build();
        });
    }

    @Override
    public Uni<CreatePersonGroupResponse> createPersonGroup(CreatePersonGroupRequest request) {
        return calls.answer(() -> {
            RecordId user = PersonGroupRequests.creation(request.getUserId(), request.getName());
            return CreatePersonGroupResponse.newBuilder()
                    .setGroup(PersonGroupMessages.message(
                            groups.create(user, request.getName().strip(), request.getShared())))
                    .build();
        });
    }

    @Override
    public Uni<UpdatePersonGroupResponse> updatePersonGroup(UpdatePersonGroupRequest request) {
        return calls.answer(() -> {
            PersonGroupRequests.Asked asked =
                    PersonGroupRequests.change(request.getUserId(), request.getGroupId(), request.getName());
            Optional<String> name = Optional.of(request.getName().strip()).filter(text -> !text.isEmpty());
            Optional<Boolean> shared = request.hasShared() ? Optional.of(request.getShared()) : Optional.empty();
            return UpdatePersonGroupResponse.newBuilder()
                    .setGroup(PersonGroupMessages.message(groups.update(asked.user(), asked.group(), name, shared)))
                    .build();
        });
    }

    @Override
    public Uni<DeletePersonGroupResponse> deletePersonGroup(DeletePersonGroupRequest request) {
        return calls.answer(() -> {
            PersonGroupRequests.Asked asked = PersonGroupRequests.change(request.getUserId(), request.getGroupId(), "");
            groups.delete(asked.user(), asked.group());
            return DeletePersonGroupResponse.getDefaultInstance();
        });
    }

    @Override
    public Uni<AddPeopleToGroupResponse> addPeopleToGroup(AddPeopleToGroupRequest request) {
        return calls.answer(() -> {
            PersonGroupRequests.Asked asked =
                    PersonGroupRequests.members(request.getUserId(), request.getGroupId(), request.getMarketoIdsList());
            return AddPeopleToGroupResponse.newBuilder()
                    .setGroup(PersonGroupMessages.message(
                            groups.add(asked.user(), asked.group(), request.getMarketoIdsList())))
                    .build();
        });
    }

    @Override
    public Uni<RemovePeopleFromGroupResponse> removePeopleFromGroup(RemovePeopleFromGroupRequest request) {
        return calls.answer(() -> {
            PersonGroupRequests.Asked asked =
                    PersonGroupRequests.members(request.getUserId(), request.getGroupId(), request.getMarketoIdsList());
            return RemovePeopleFromGroupResponse.newBuilder()
                    .setGroup(PersonGroupMessages.message(
                            groups.remove(asked.user(), asked.group(), request.getMarketoIdsList())))
                    .build();
        });
    }
}
