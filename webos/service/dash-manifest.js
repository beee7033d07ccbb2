/* Made of src/core/dash for Node 0.12: DASH_SERVICE=write npx jest scripts/bundling/service-script. */
// @ts-nocheck: its source is checked.
'use strict';
var KEPT_NAMES = ['MPD', 'ProgramInformation', 'Title', 'Source', 'Copyright', 'Location', 'BaseURL', 'Period', 'AssetIdentifier', 'EventStream', 'Event', 'Signal', 'Binary', 'UTCTiming', 'LeapSecondInformation', 'ServiceDescription', 'Scope', 'Latency', 'PlaybackRate', 'ProducerReferenceTime', 'AdaptationSet', 'ContentComponent', 'Representation', 'SubRepresentation', 'Accessibility', 'Role', 'Rating', 'Viewpoint', 'Label', 'GroupLabel', 'FramePacking', 'AudioChannelConfiguration', 'EssentialProperty', 'SupplementalProperty', 'InbandEventStream', 'RandomAccess', 'Switching', 'Resync', 'Preselection', 'Subset', 'SegmentBase', 'SegmentList', 'SegmentURL', 'SegmentTemplate', 'SegmentTimeline', 'S', 'Pattern', 'P', 'Initialization', 'RepresentationIndex', 'BitstreamSwitching', 'FailoverContent', 'FCS'];
var READ_TEXTS = ['Title', 'Source', 'Copyright', 'Label', 'GroupLabel'];
var LEADS_AWAY = /^urn:mpeg:dash:(?:event:callback|event:alternative|urlparam|mpd-chaining|fallback|event:ttfn)/i;
var PROPERTIES = ['EssentialProperty', 'SupplementalProperty', 'EventStream', 'InbandEventStream'];
var SEGMENT_INFORMATION = ['SegmentTemplate', 'SegmentList', 'SegmentBase'];
var NO_ADDRESS = /^(?:xmlns(?::.*)?|schemeIdUri|profiles)$/;
var LOOKS_LIKE_ADDRESS = /\/\/|^\s*(?:data|javascript|blob|file):/i;
function isKept(name) {
  return KEPT_NAMES.indexOf(name) !== -1;
}
function isReadText(name) {
  return READ_TEXTS.indexOf(name) !== -1;
}
function isLeadingAway(name, scheme, value) {
  return PROPERTIES.indexOf(name) !== -1 && (LEADS_AWAY.test(scheme) || looksLikeAddress(value));
}
function segmentInformation() {
  return SEGMENT_INFORMATION;
}
function looksLikeAddress(text) {
  return LOOKS_LIKE_ADDRESS.test(text);
}
function isPlainAttribute(name, value) {
  if (/(?:^|:)href$|^xlink:|schemaLocation$/i.test(name)) return false;
  return NO_ADDRESS.test(name) || !looksLikeAddress(value);
}
var MOST_DEPTH = 32;
var TOKEN = /([^<]+)|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>/]+)\s*>|<([A-Za-z_][^\s<>/"'=]*)((?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
var ATTRIBUTE = /([^\s<>/"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
var ESCAPE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
var NAMED = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '\''
};
function localName(name) {
  return name.slice(name.indexOf(':') + 1);
}
function withoutEscapes(text) {
  if (text.indexOf('&') === -1) return text;
  if (text.replace(ESCAPE, '').indexOf('&') !== -1) return null;
  return text.replace(ESCAPE, function (_whole, hex, decimal, name) {
    var _NAMED$name$toLowerCa;
    if (name !== undefined) return (_NAMED$name$toLowerCa = NAMED[name.toLowerCase()]) != null ? _NAMED$name$toLowerCa : '';
    var code = hex === undefined ? parseInt(decimal != null ? decimal : '0', 10) : parseInt(hex, 16);
    return code > 0 && code < 0xffff ? String.fromCharCode(code) : '';
  });
}
function attributesOf(text) {
  var attributes = [];
  ATTRIBUTE.lastIndex = 0;
  var _loop = function _loop() {
      var _match$, _ref, _match$2;
      var name = (_match$ = match[1]) != null ? _match$ : '';
      var value = withoutEscapes((_ref = (_match$2 = match[2]) != null ? _match$2 : match[3]) != null ? _ref : '');
      if (value === null || attributes.some(function (each) {
        return each.name === name;
      })) return {
        v: null
      };
      attributes.push({
        name: name,
        value: value
      });
    },
    _ret;
  for (var match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    _ret = _loop();
    if (_ret) return _ret.v;
  }
  return attributes;
}
function readMarkup(text) {
  var top = {
    name: '',
    attributes: [],
    children: []
  };
  var open = [top];
  var at = 0;
  TOKEN.lastIndex = 0;
  for (var match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match.index !== at) return null;
    at = match.index + match[0].length;
    if (!takeToken(match, open)) return null;
  }
  var root = top.children.filter(function (child) {
    return typeof child !== 'string' || !/^[\s\ufeff]*$/.test(child);
  });
  var only = root[0];
  return at === text.length && open.length === 1 && root.length === 1 && only !== undefined && typeof only !== 'string' ? only : null;
}
function takeToken(match, open) {
  var _match$3, _match$4;
  var inner = open[open.length - 1];
  if (inner === undefined) return false;
  var words = match[1] === undefined ? (_match$3 = match[2]) != null ? _match$3 : null : withoutEscapes(match[1]);
  if (match[1] !== undefined && words === null) return false;
  if (words !== null) inner.children.push(words);
  if (match[3] !== undefined) {
    open.pop();
    return open.length > 0 && inner.name === match[3];
  }
  if (match[4] === undefined) return true;
  var attributes = attributesOf((_match$4 = match[5]) != null ? _match$4 : '');
  if (attributes === null || open.length > MOST_DEPTH) return false;
  var element = {
    name: match[4],
    attributes: attributes,
    children: []
  };
  inner.children.push(element);
  if (match[6] !== '/') open.push(element);
  return true;
}
function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
function writeMarkup(root) {
  var attributes = root.attributes.map(function (_ref2) {
    var name = _ref2.name,
      value = _ref2.value;
    return " ".concat(name, "=\"").concat(escaped(value), "\"");
  }).join('');
  if (root.children.length === 0) return "<".concat(root.name).concat(attributes, "/>");
  var inside = root.children.map(function (child) {
    return typeof child === 'string' ? escaped(child) : writeMarkup(child);
  }).join('');
  return "<".concat(root.name).concat(attributes, ">").concat(inside, "</").concat(root.name, ">");
}
function childrenNamed(element, name) {
  return element.children.filter(function (child) {
    return typeof child !== 'string' && localName(child.name) === name;
  });
}
function attributeOf(element, name) {
  var found = element.attributes.filter(function (each) {
    return each.name === name;
  })[0];
  return found === undefined ? null : found.value;
}
function textOf(element) {
  return element.children.filter(function (child) {
    return typeof child === 'string';
  }).join('').trim();
}
var BLANK = /\$(?:(RepresentationID|Bandwidth|Number|SubNumber|Time)(%0[1-9]\d?d)?)?\$/g;
var NUMBER = /^\d{1,24}$/;
var SAFE_ID = /^(?!\.)(?!.*\.\.)[A-Za-z0-9._~:=+,@!()*-]{1,120}$/;
function isSafeId(id) {
  return SAFE_ID.test(id);
}
function blanksOf(template) {
  var _template$match;
  return ((_template$match = template.match(BLANK)) != null ? _template$match : []).filter(function (blank) {
    return blank !== '$$';
  });
}
function withKnown(template, known) {
  return template.replace(BLANK, function (blank, name, width) {
    if (name === 'RepresentationID') return known.id;
    return name === 'Bandwidth' ? padded(known.bandwidth, width) : blank;
  });
}
function padded(digits, width) {
  var wanted = width === undefined ? 1 : parseInt(width.slice(1), 10);
  var text = digits;
  while (text.length < wanted) text = "0".concat(text);
  return text;
}
function plainAddress(template) {
  return template.replace(/\$\$/g, '$');
}
function fillTemplate(template, values) {
  var used = 0;
  var wrong = 0;
  var filled = template.replace(BLANK, function (_blank, name) {
    var _values$used;
    if (name === undefined) return '$';
    var value = (_values$used = values[used]) != null ? _values$used : '';
    used += 1;
    if (!(name === 'RepresentationID' ? SAFE_ID : NUMBER).test(value)) wrong += 1;
    return value;
  });
  return wrong === 0 && used === values.length ? filled : null;
}
var MANIFEST = /<(?:[\w.-]+:)?(?:MPD|Patch|SmoothStreamingMedia)[\s>/]/;
var TIME_BY_HTTP = /^urn:mpeg:dash:utc:http-(?:xsdate|iso|head):20\d\d$/;
var TIME_INSIDE = /^urn:mpeg:dash:utc:direct:20\d\d$/;
var TEMPLATES = ['media', 'initialization', 'index', 'bitstreamSwitching'];
function isManifestText(text) {
  return MANIFEST.test(text);
}
var UNHOLDABLE = 'an address that cannot be held';
function rewriteManifest(text, base, addresses) {
  var root = readMarkup(text);
  if (root === null || localName(root.name) !== 'MPD') return {
    refused: 'media.unsupported'
  };
  if (/<(?:[\w.-]+:)?ContentProtection[\s>/]/.test(text)) return {
    refused: 'media.drm-unsupported'
  };
  try {
    clean(root);
    rewriteMpd(root, base, addresses);
    return {
      text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".concat(writeMarkup(root))
    };
  } catch (error) {
    if (error instanceof Error && error.message === UNHOLDABLE) return {
      refused: 'media.unsupported'
    };
    throw error;
  }
}
function clean(element) {
  var name = localName(element.name);
  var isWritten = isAddressText(name);
  element.children = element.children.filter(function (child) {
    var _attributeOf, _attributeOf2;
    if (typeof child === 'string') return isWritten || isReadText(name) || !looksLikeAddress(child);
    var childName = localName(child.name);
    return isKept(childName) && !isLeadingAway(childName, (_attributeOf = attributeOf(child, 'schemeIdUri')) != null ? _attributeOf : '', (_attributeOf2 = attributeOf(child, 'value')) != null ? _attributeOf2 : '');
  });
  element.attributes = element.attributes.filter(function (each) {
    return isWrittenAttribute(name, each.name) || isPlainAttribute(each.name, each.value);
  });
  for (var _i2 = 0, _element$children2 = element.children; _i2 < _element$children2.length; _i2++) {
    var child = _element$children2[_i2];
    if (typeof child !== 'string') clean(child);
  }
}
function isAddressText(name) {
  return name === 'BaseURL' || name === 'Location';
}
function isWrittenAttribute(element, attribute) {
  if (element === 'SegmentTemplate') return TEMPLATES.indexOf(attribute) !== -1;
  if (element === 'SegmentURL') return attribute === 'media' || attribute === 'index';
  if (element === 'UTCTiming') return attribute === 'value';
  return attribute === 'sourceURL';
}
function rewriteMpd(root, base, addresses) {
  for (var _i4 = 0, _childrenNamed2 = childrenNamed(root, 'Location'); _i4 < _childrenNamed2.length; _i4++) {
    var location = _childrenNamed2[_i4];
    location.children = [addresses.manifest(must(addresses.resolve(base, textOf(location))))];
  }
  rewriteClocks(root, base, addresses);
  var ground = takeBase(root, base, addresses);
  for (var _i6 = 0, _childrenNamed4 = childrenNamed(root, 'Period'); _i6 < _childrenNamed4.length; _i6++) {
    var period = _childrenNamed4[_i6];
    var periodBase = takeBase(period, ground, addresses);
    var sets = childrenNamed(period, 'AdaptationSet');
    pushDown(period, sets);
    for (var _i8 = 0; _i8 < sets.length; _i8++) {
      var set = sets[_i8];
      rewriteSet(set, periodBase, addresses);
    }
  }
}
function rewriteClocks(element, base, addresses) {
  element.children = element.children.filter(function (child) {
    var _attributeOf3, _value$value$trim$spl;
    if (typeof child === 'string') return true;
    rewriteClocks(child, base, addresses);
    if (localName(child.name) !== 'UTCTiming') return true;
    var scheme = (_attributeOf3 = attributeOf(child, 'schemeIdUri')) != null ? _attributeOf3 : '';
    var value = child.attributes.filter(function (each) {
      return each.name === 'value';
    })[0];
    if (value === undefined || looksLikeAddress(value.value) !== TIME_BY_HTTP.test(scheme)) return false;
    if (TIME_INSIDE.test(scheme)) return true;
    var url = TIME_BY_HTTP.test(scheme) ? addresses.resolve(base, (_value$value$trim$spl = value.value.trim().split(/\s+/)[0]) != null ? _value$value$trim$spl : '') : null;
    value.value = url === null ? '' : addresses.address(url);
    return url !== null;
  });
}
function rewriteSet(set, periodBase, addresses) {
  var setBase = takeBase(set, periodBase, addresses);
  var leaves = childrenNamed(set, 'Representation').map(function (element) {
    var _attributeOf4, _attributeOf5;
    return {
      element: element,
      base: takeBase(element, setBase, addresses),
      id: (_attributeOf4 = attributeOf(element, 'id')) != null ? _attributeOf4 : '',
      bandwidth: (_attributeOf5 = attributeOf(element, 'bandwidth')) != null ? _attributeOf5 : ''
    };
  });
  if (leaves.some(function (leaf) {
    return leaf.base !== setBase || !isSafeId(leaf.id);
  })) pushDown(set, leaves.map(function (_ref3) {
    var element = _ref3.element;
    return element;
  }));
  var hasTemplate = childrenNamed(set, 'SegmentTemplate').length > 0;
  rewriteInformation(set, setBase, null, addresses);
  for (var _i0 = 0; _i0 < leaves.length; _i0++) {
    var leaf = leaves[_i0];
    rewriteInformation(leaf.element, leaf.base, leaf, addresses);
    if (hasTemplate || childrenNamed(leaf.element, 'SegmentTemplate').length > 0) continue;
    var kept = childrenNamed(leaf.element, 'BaseURL')[0];
    var whole = kept != null ? kept : {
      name: prefixed(leaf.element, 'BaseURL'),
      attributes: [],
      children: []
    };
    whole.children = [addresses.address(leaf.base)];
    if (kept === undefined) leaf.element.children = [whole].concat(leaf.element.children);
  }
}
function takeBase(element, outer, addresses) {
  var all = childrenNamed(element, 'BaseURL');
  var first = all[0];
  if (first === undefined) return outer;
  var base = must(addresses.resolve(outer, textOf(first)));
  first.attributes = first.attributes.filter(function (_ref4) {
    var name = _ref4.name;
    return name === 'availabilityTimeOffset' || name === 'availabilityTimeComplete';
  });
  first.children = ['./'];
  element.children = element.children.filter(function (child) {
    return typeof child === 'string' || all.indexOf(child) === -1 || child === first && first.attributes.length > 0;
  });
  return base;
}
function pushDown(outer, inner) {
  for (var _i10 = 0, _segmentInformation2 = segmentInformation(); _i10 < _segmentInformation2.length; _i10++) {
    var name = _segmentInformation2[_i10];
    var _loop2 = function _loop2() {
      var shared = _childrenNamed6[_i12];
      for (var _i14 = 0; _i14 < inner.length; _i14++) {
        var element = inner[_i14];
        inherit(element, shared, name);
      }
      outer.children = outer.children.filter(function (child) {
        return child !== shared;
      });
    };
    for (var _i12 = 0, _childrenNamed6 = childrenNamed(outer, name); _i12 < _childrenNamed6.length; _i12++) {
      _loop2();
    }
  }
}
function inherit(element, shared, name) {
  var own = childrenNamed(element, name)[0];
  if (own === undefined) {
    element.children = [].concat(element.children, [copyOf(shared)]);
    return;
  }
  for (var _i16 = 0, _shared$attributes2 = shared.attributes; _i16 < _shared$attributes2.length; _i16++) {
    var each = _shared$attributes2[_i16];
    if (attributeOf(own, each.name) === null) own.attributes = [].concat(own.attributes, [{
      name: each.name,
      value: each.value
    }]);
  }
  var names = own.children.map(function (child) {
    return typeof child === 'string' ? '' : localName(child.name);
  });
  for (var _i18 = 0, _shared$children2 = shared.children; _i18 < _shared$children2.length; _i18++) {
    var child = _shared$children2[_i18];
    if (typeof child !== 'string' && names.indexOf(localName(child.name)) === -1) own.children = [].concat(own.children, [copyOf(child)]);
  }
}
function copyOf(element) {
  return {
    name: element.name,
    attributes: element.attributes.map(function (_ref5) {
      var name = _ref5.name,
        value = _ref5.value;
      return {
        name: name,
        value: value
      };
    }),
    children: element.children.map(function (child) {
      return typeof child === 'string' ? child : copyOf(child);
    })
  };
}
function rewriteInformation(element, base, leaf, addresses) {
  for (var _i20 = 0, _segmentInformation4 = segmentInformation(); _i20 < _segmentInformation4.length; _i20++) {
    var name = _segmentInformation4[_i20];
    for (var _i22 = 0, _childrenNamed8 = childrenNamed(element, name); _i22 < _childrenNamed8.length; _i22++) {
      var each = _childrenNamed8[_i22];
      rewriteAddresses(each, base, leaf, addresses);
    }
  }
}
function rewriteAddresses(element, base, leaf, addresses) {
  var name = localName(element.name);
  for (var _i24 = 0, _element$attributes2 = element.attributes; _i24 < _element$attributes2.length; _i24++) {
    var each = _element$attributes2[_i24];
    if (!isWrittenAttribute(name, each.name)) continue;
    if (name === 'SegmentTemplate') each.value = templateAddress(each.value, base, leaf, addresses);else each.value = addresses.address(must(addresses.resolve(base, each.value)));
  }
  for (var _i26 = 0, _element$children4 = element.children; _i26 < _element$children4.length; _i26++) {
    var child = _element$children4[_i26];
    if (typeof child !== 'string') rewriteAddresses(child, base, leaf, addresses);
  }
}
function templateAddress(text, base, leaf, addresses) {
  var template = must(addresses.resolve(base, leaf === null ? text : withKnown(text, leaf)));
  if (/^[^/]*\/\/[^/]*\$/.test(template)) throw new Error(UNHOLDABLE);
  var blanks = blanksOf(template);
  return blanks.length === 0 ? addresses.address(plainAddress(template)) : addresses.template(template, blanks);
}
function prefixed(like, name) {
  var at = like.name.indexOf(':');
  return at === -1 ? name : like.name.slice(0, at + 1) + name;
}
function must(url) {
  if (url === null) throw new Error(UNHOLDABLE);
  return url;
}
exports.fillTemplate = fillTemplate;
exports.isManifestText = isManifestText;
exports.rewriteManifest = rewriteManifest;
