package org.forumcache;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** All objects that are alive in this virtual machine, by its own count. */
public final class LiveHeap {
    private static final Pattern CLASS = Pattern.compile("^ *[0-9]+: +[0-9]+ +([0-9]+) +(\\S+)", Pattern.MULTILINE);

    private LiveHeap() {}

    /** What they take; counting collects garbage first. */
    public static long bytes() throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        // The collector fills gaps with what looks like objects.
        return CLASS.matcher(histogram.toString())
                .results()
                .filter(line -> !line.group(2).contains("Filler"))
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }
}
