package org.forumcache.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without session, cookies, headers, parameters or body, of nobody in particular. */
final class RehearsedRequest {
    private final String scheme;
    private final String method;
    private final String path;
    private final Map<Object, Object> attributes = new HashMap<>();

    RehearsedRequest(String scheme, String method, String path) {
        this.scheme = scheme;
        this.method = method;
        this.path = path;
    }

    HttpServletRequest proxy(ServletContext context) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getServletContext" -> context;
                    case "getContextPath" -> context.getContextPath();
                    case "getRequestURI" -> context.getContextPath() + path;
                    case "getRequestURL" -> url(context.getContextPath() + path);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> set(arguments[0], arguments[1]);
                    case "removeAttribute" -> set(arguments[0], null);
                    case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
                    case "getSession" -> arguments != null && arguments[0].equals(false) ? null : session();
                    case "equals" -> proxy == arguments[0];
                    default -> constant(called.getName(), called.getReturnType());
                });
    }

    /** Who is refused may be remembered in one: it forgets at once. */
    private static HttpSession session() {
        return (HttpSession) Proxy.newProxyInstance(
                HttpSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, called, arguments) -> Defaults.of(called.getReturnType()));
    }

    @SuppressWarnings("JdkObsolete") // the interface wants one
    private StringBuffer url(String uri) {
        return new StringBuffer(scheme).append("://localhost").append(uri);
    }

    private @Nullable Object set(Object name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
        return null;
    }

    private @Nullable Object constant(String name, Class<?> type) {
        return switch (name) {
            case "getMethod" -> method;
            case "getServletPath" -> path;
            case "getScheme" -> scheme;
            case "isSecure" -> scheme.equals("https");
            case "getServerPort", "getLocalPort" -> scheme.equals("https") ? 443 : 80;
            case "getProtocol" -> "HTTP/1.1";
            case "getServerName", "getLocalName" -> "localhost";
            case "getLocalAddr" -> "127.0.0.1";
            // An address that nobody has (RFC 5737): what only this machine may read is not public.
            case "getRemoteAddr", "getRemoteHost" -> "192.0.2.1";
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getHttpServletMapping" -> new WholePath();
            case "getLocale" -> Locale.ROOT;
            case "getContentLength" -> -1;
            case "getContentLengthLong", "getDateHeader" -> -1L;
            case "getIntHeader" -> -1;
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> method + " " + path;
            default -> Defaults.of(type);
        };
    }

    /** How the dispatcher of an application is mapped: to every path. */
    private record WholePath() implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return "/";
        }

        @Override
        public String getServletName() {
            return "dispatcherServlet";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.DEFAULT;
        }
    }
}
