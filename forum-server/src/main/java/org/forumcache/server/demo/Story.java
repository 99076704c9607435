package org.forumcache.server.demo;

import java.util.List;

/** The words of one thread. */
record Story(Problem problem, String title, List<Line> lines) {}
