package org.forumcache.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The addresses of the forum's pages, so that links, reloads and bookmarks work; what each shows, its script decides. */
@Controller
class PageController {
    private final PageDocument document;

    PageController(PageDocument document) {
        this.document = document;
    }

    @GetMapping({"/", "/c/{category}", "/t/{thread}", "/new", "/cache"})
    void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        document.send(HttpStatus.OK, request, response);
    }
}
