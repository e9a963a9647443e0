package dev.touchstone.commandline;

import dev.touchstone.touchpoint.v1.GetTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.TouchpointFieldExample;
import dev.touchstone.touchpoint.v1.TouchpointFieldPreview;
import dev.touchstone.touchpoint.v1.TouchpointFieldSample;
import dev.touchstone.touchpoint.v1.TouchpointFieldServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointFieldUse;
import dev.touchstone.touchpoint.v1.TouchpointFieldValueCount;
import dev.touchstone.touchpoint.v1.TouchpointFieldVersion;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsResponse;
import io.grpc.stub.StreamObserver;

/** Keeps the last version of fields; each version has the number of the one before and one more. */
final class FakeTouchpointFields extends TouchpointFieldServiceGrpc.TouchpointFieldServiceImplBase {
    private TouchpointFieldVersion inForce =
            TouchpointFieldVersion.newBuilder().setVersion(1).setEtag("1").build();

    @Override
    public synchronized void getTouchpointFields(
            GetTouchpointFieldsRequest request, StreamObserver<GetTouchpointFieldsResponse> answers) {
        GetTouchpointFieldsResponse.Builder answer =
                GetTouchpointFieldsResponse.newBuilder().setVersion(inForce);
        inForce.getFieldsList()
                .forEach(field -> answer.addUses(TouchpointFieldUse.newBuilder()
                        .setField(field.getName())
                        .setRule("removal rule \"R\"")));
        answers.onNext(answer.build());
        answers.onCompleted();
    }

    @Override
    public synchronized void listTouchpointFieldVersions(
            ListTouchpointFieldVersionsRequest request, StreamObserver<ListTouchpointFieldVersionsResponse> answers) {
        answers.onNext(ListTouchpointFieldVersionsResponse.newBuilder()
                .addVersions(inForce.toBuilder().clearFields())
                .build());
        answers.onCompleted();
    }

    @Override
    public synchronized void updateTouchpointFields(
            UpdateTouchpointFieldsRequest request, StreamObserver<UpdateTouchpointFieldsResponse> answers) {
        if (!request.getEtag().equals(inForce.getEtag())) {
            answers.onError(new IllegalStateException("the version was not read"));
            return;
        }
        long next = inForce.getVersion() + 1;
        inForce = TouchpointFieldVersion.newBuilder()
                .setVersion(next)
                .setEtag(Long.toString(next))
                .addAllFields(request.getFieldsList())
                .setFieldCount(request.getFieldsCount())
                .setAuthor(request.getAuthor())
                .setNote(request.getNote())
                .build();
        answers.onNext(
                UpdateTouchpointFieldsResponse.newBuilder().setVersion(inForce).build());
        answers.onCompleted();
    }

    /** One touchpoint has the page of M20, one another. */
    @Override
    public void previewTouchpointFields(
            PreviewTouchpointFieldsRequest request, StreamObserver<PreviewTouchpointFieldsResponse> answers) {
        PreviewTouchpointFieldsResponse.Builder answer =
                PreviewTouchpointFieldsResponse.newBuilder().setTouchpointCount(1_000);
        request.getFieldsList()
                .forEach(field -> answer.addFields(TouchpointFieldPreview.newBuilder()
                        .setName(field.getName())
                        .setValueCount(812)
                        .setDistinctValueCount(4)
                        .setChangedCount(12)
                        .addTopValues(TouchpointFieldValueCount.newBuilder()
                                .setValue("04")
                                .setCount(500))
                        .addExamples(TouchpointFieldExample.newBuilder()
                                .setTouchpointId("t1")
                                .addInputs("?BZ=04-01")
                                .setValue("04"))
                        .addExamples(TouchpointFieldExample.newBuilder()
                                .setTouchpointId("t2")
                                .addInputs("?x=1"))));
        request.getSampleTextsList()
                .forEach(text -> answer.addSamples(
                        TouchpointFieldSample.newBuilder().setText(text).addValues("")));
        answers.onNext(answer.build());
        answers.onCompleted();
    }
}
