package dev.touchstone.testing.salesforce.pubsub;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;

/** How calls of the Pub/Sub API fail: a gRPC status, and in the trailers what is really meant. */
public enum BusError {
    /** The session is unknown, has ended or belongs to another instance or organisation. */
    AUTH(Code.UNAUTHENTICATED, "service.auth.error"),
    /** A header of the authentication is absent or blank. */
    AUTH_HEADERS(Code.UNAUTHENTICATED, "service.auth.headers.invalid"),
    /** The service is down. */
    UNAVAILABLE(Code.UNAVAILABLE, "service.unavailable"),
    /** Too many connections or requests. */
    PROTECTION(Code.RESOURCE_EXHAUSTED, "service.protection.triggered"),
    /** The topic's name is blank. */
    TOPIC_EMPTY(Code.INVALID_ARGUMENT, "topic.validation.empty"),
    /** There is no such topic, or its entity is not selected. */
    TOPIC_NOT_FOUND(Code.NOT_FOUND, "topic.not.found"),
    /** A later request names another topic. */
    TOPIC_MISMATCH(Code.INVALID_ARGUMENT, "subscription.fetch.topic.mismatch"),
    /** No positive number of events was requested. */
    REQUESTED_EVENTS(Code.INVALID_ARGUMENT, "subscription.fetch.requested.events.invalid"),
    /** The replay id was not made here, or is older than the events that are kept. */
    REPLAY_ID_CORRUPTED(Code.INVALID_ARGUMENT, "subscription.fetch.replayid.corrupted"),
    /** A replay id is needed and absent, or fails the validation otherwise. */
    REPLAY_ID_VALIDATION(Code.INVALID_ARGUMENT, "subscription.fetch.replayid.validation.failed"),
    /** Something broke while events were sent. */
    SUBSCRIPTION_INTERNAL(Code.INTERNAL, "subscription.internal.error"),
    /** The schema's id is blank or unknown. */
    SCHEMA_VALIDATION(Code.INVALID_ARGUMENT, "schema.validation.failed"),
    /** Schemas cannot be told just now. */
    SCHEMA_UNAVAILABLE(Code.UNAVAILABLE, "schema.api.unavailable");

    /** The trailer with the error's name. */
    public static final Metadata.Key<String> ERROR_CODE =
            Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> RPC_ID = Metadata.Key.of("rpc-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";

    private final Code status;
    private final String code;

    BusError(Code status, String code) {
        this.status = status;
        this.code = PREFIX + code;
    }

    /** What the trailer {@code error-code} says. */
    public String code() {
        return code;
    }

    /** The gRPC status. */
    Status status(String message, String rpcId) {
        return Status.fromCode(status).withDescription(message + " rpcId: " + rpcId);
    }

    /** The trailers. */
    Metadata trailers(String rpcId) {
        Metadata trailers = new Metadata();
        trailers.put(ERROR_CODE, code);
        trailers.put(RPC_ID, rpcId);
        return trailers;
    }

    /** Status and trailers. */
    StatusRuntimeException exception(String message, String rpcId) {
        return status(message, rpcId).asRuntimeException(trailers(rpcId));
    }
}
