package dev.touchstone.salessync.task;

/**
 * A sales e-mail as one person got it. Pure.
 *
 * @param emailId the caller's id of the e-mail
 * @param marketoId the person
 */
public record PersonEmail(String emailId, long marketoId) {}
