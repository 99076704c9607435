package org.forumcache.spring;

/** A setting that cannot be used; its message says why and what would be right, and never repeats a secret. */
final class UnfitSettingException extends RuntimeException {
    private final String setting;
    private final String problem;

    UnfitSettingException(String setting, IllegalArgumentException cause) {
        super(setting + ": " + cause.getMessage(), cause);
        this.setting = setting;
        this.problem = String.valueOf(cause.getMessage());
    }

    String setting() {
        return setting;
    }

    String problem() {
        return problem;
    }
}
