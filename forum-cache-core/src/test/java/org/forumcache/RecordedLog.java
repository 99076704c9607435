package org.forumcache;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the library logs while this is open, as lines of level and text. */
final class RecordedLog implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.forumcache");
    private final boolean wasAdditive = logger.isAdditive();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private RecordedLog(Level level) {
        logger.setLevel(level);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
    }

    static RecordedLog atDebug() {
        return new RecordedLog(Level.DEBUG);
    }

    /** All lines so far, oldest first: {@code "INFO [CACHE] DELETE thread x"}. */
    List<String> lines() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(wasAdditive);
        logger.setLevel(null);
    }
}
