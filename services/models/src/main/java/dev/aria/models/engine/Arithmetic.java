package dev.aria.models.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the last bits of a gradient depend on besides its inputs: two that agree in it, agree in
 * their bits.
 *
 * @param libtorch its version, and the environment's switches that choose its kernels
 * @param threads that share one call's work
 * @param processor make and vector instructions
 * @param device kind of the device; of a GPU its compute capability, where that is known
 */
public record Arithmetic(String libtorch, int threads, String processor, String device) {
  private static final List<String> SWITCHES =
      List.of(
          "ATEN_CPU_CAPABILITY",
          "MKL_CBWR",
          "MKL_ENABLE_INSTRUCTIONS",
          "DNNL_MAX_CPU_ISA",
          "ONEDNN_MAX_CPU_ISA",
          "DNNL_DEFAULT_FPMATH_MODE",
          "ONEDNN_DEFAULT_FPMATH_MODE",
          "CUBLAS_WORKSPACE_CONFIG",
          "NVIDIA_TF32_OVERRIDE");

  /**
   * That of {@code device} here, as this process is set up.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   */
  public static Arithmetic of(String device) {
    String version = TorchEngine.start().getVersion();
    return new Arithmetic(
        version + switches(), TorchEngine.threads(), Processor.describe(), kind(device));
  }

  private static String switches() {
    return SWITCHES.stream()
        .filter(name -> System.getenv(name) != null)
        .map(name -> " " + name + "=" + System.getenv(name))
        .collect(Collectors.joining());
  }

  private static String kind(String name) {
    Device device = Devices.of(name);
    if (!device.isGpu()) {
      return "cpu";
    }
    int index = device.getDeviceId();
    return index < CudaUtils.getGpuCount()
        ? "gpu of compute capability " + CudaUtils.getComputeCapability(index)
        : "gpu";
  }

  /** All of it in words, to be compared with another machine's. */
  public String describe() {
    return "libtorch %s, %d thread%s, %s, processor %s"
        .formatted(libtorch, threads, threads == 1 ? "" : "s", device, processor);
  }
}
