package org.forumcache.server.openapi;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/**
 * The browsable page of the API. Its viewer styles elements by attributes and brings pictures as text, so this one page
 * may; scripts come from files of this server here too.
 */
@Controller
class ApiPage {
    private static final String CONTENT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String VIEWER = "swagger-ui";

    private final byte[] html = new ClassPathResource("api.html", ApiPage.class).getContentAsByteArray();

    ApiPage() throws IOException {}

    @GetMapping("/api-docs")
    void page(HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", CONTENT);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }

    /** The viewer's files, under {@code /api-docs/assets}. */
    @Configuration(proxyBeanMethods = false)
    static class Files implements WebMvcConfigurer {
        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            String viewer = "classpath:/" + WebJarVersionLocator.WEBJARS_PATH_PREFIX + '/' + VIEWER + '/'
                    + new WebJarVersionLocator().version(VIEWER) + '/';
            registry.addResourceHandler("/api-docs/assets/*")
                    .addResourceLocations("classpath:/org/forumcache/server/openapi/assets/", viewer)
                    .setCacheControl(CacheControl.noCache());
        }
    }
}
