// Programs that import the probe name units, durations and errors, which the format defines.
@_exported import struct ReadingsFormat.ReadingsError
@_exported import struct ReadingsFormat.MetricUnit
