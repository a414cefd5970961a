// What a Swift user needs beside `verify`: targets and options, evidence, reports and their formats.
@_exported public import Evidence
@_exported public import Gathering
@_exported public import Installation
@_exported public import Reporting
