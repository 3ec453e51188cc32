package dev.aria.trials.study.figure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Charts with one legend and one caption.
 *
 * @param charts SVG elements
 * @param legend series whose names and colours the charts share
 * @param caption what one sees
 */
public record Figure(List<String> charts, List<Series> legend, String caption) {
  public Figure {
    charts = List.copyOf(charts);
    legend = List.copyOf(legend);
  }

  /** The rules that a page with figures needs, for light and dark screens. */
  public static final String STYLE =
      """
      figure { margin: 1rem 0 2rem; }
      figure .charts { display: flex; flex-wrap: wrap; gap: 0.5rem; max-width: 64rem; }
      figure svg { flex: 1 1 26rem; min-width: 0; height: auto; }
      figcaption { max-width: 62rem; opacity: 0.85; }
      svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
      svg text.heading { font-weight: 600; font-size: 13px; }
      svg .grid { stroke: currentColor; stroke-opacity: 0.13; }
      svg .axis { stroke: currentColor; stroke-opacity: 0.6; }
      svg .rule { stroke: currentColor; stroke-opacity: 0.6; stroke-dasharray: 4 3; }
      svg .line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; }
      svg .dashed { stroke-dasharray: 6 3; }
      svg .dot { fill: currentColor; fill-opacity: 0.75; stroke: currentColor; }
      .legend span { display: inline-block; margin: 0 1rem 0.3rem 0; }
      .legend i { display: inline-block; width: 1.6rem; margin-right: 0.4rem; vertical-align: middle; border-top: 3px solid currentColor; }
      .legend i.dashed { border-top-style: dashed; }
      .c0 { color: #555555; } .c1 { color: #0072b2; } .c2 { color: #b85000; } .c3 { color: #00805c; }
      .c4 { color: #b3438a; } .c5 { color: #8a6d00; } .c6 { color: #2a8fc4; } .c7 { color: #c0392b; }
      .c8 { color: #6a51a3; } .c9 { color: #4d7a1f; }
      @media (prefers-color-scheme: dark) {
        .c0 { color: #b5b5b5; } .c1 { color: #4aa3df; } .c2 { color: #ff9445; } .c3 { color: #2fc79a; }
        .c4 { color: #e78ac3; } .c5 { color: #e0c040; } .c6 { color: #8fd0f5; } .c7 { color: #ff7b6b; }
        .c8 { color: #b39ddb; } .c9 { color: #a3d468; }
      }
      """;

  /** The figure as an HTML element. */
  public String html() {
    String names =
        legend.stream()
            .map(
                series ->
                    "<span><i class='%s'></i>%s</span>"
                        .formatted(Canvas.colour(series.colour()), Markup.escape(series.name())))
            .collect(Collectors.joining("\n"));
    return """
        <figure>
        <div class='legend'>%s</div>
        <div class='charts'>
        %s</div>
        <figcaption>%s</figcaption>
        </figure>
        """
        .formatted(names, String.join("", charts), Markup.escape(caption));
  }
}
