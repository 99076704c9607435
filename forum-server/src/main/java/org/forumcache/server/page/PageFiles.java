package org.forumcache.server.page;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** The scripts, styles and images of the pages, under {@code /assets}. Browsers ask each time whether they are current. */
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebMvcConfigurer {
    private static final String CHARTS = "uplot";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        String charts = WebJarVersionLocator.WEBJARS_PATH_PREFIX + '/' + CHARTS + '/'
                + new WebJarVersionLocator().version(CHARTS) + "/dist/";
        revalidated(registry.addResourceHandler("/assets/uplot/*").addResourceLocations("classpath:/" + charts));
        revalidated(registry.addResourceHandler("/assets/*")
                .addResourceLocations("classpath:/org/forumcache/server/page/assets/"));
    }

    private static void revalidated(ResourceHandlerRegistration files) {
        files.setUseLastModified(false)
                .setEtagGenerator(ContentTag::of)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true);
    }
}
