package dev.touchstone.salessync.person;

/**
 * Says, within the transaction that stores it, that a person is erased on request: whatever holds its personal fields or free
 * text about it is to lose them in the same transaction. Fired once for each Marketo id that the person ever had.
 *
 * @param marketoId the person
 * @param addressHash {@link SuppressedAddresses#hash} of its e-mail address; empty if it had none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PersonErased(long marketoId, byte[] addressHash) {}
